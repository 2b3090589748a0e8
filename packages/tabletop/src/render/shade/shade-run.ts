import type { DrawnTriangles } from '../raster/draw-scene.js';
import type { SampleGrid } from '../raster/fill-triangle.js';
import type { View } from '../raster/view.js';
import type { GeometryPose } from '../scene-geometry.js';
import type { ShadowMap } from '../shadow-map.js';
import type { Pattern } from './pattern.js';
import { type RowRays, writeLine } from './row-rays.js';
import { lampReaches } from './shadow.js';
import { fade, horizon } from './sky.js';
import type { Surfaces } from './surfaces.js';

/** All that the colour of a sample depends on. */
export interface ShadeInput {
  readonly grid: SampleGrid;
  readonly drawn: DrawnTriangles;
  readonly view: View;
  readonly pose: GeometryPose;
  readonly surfaces: Surfaces;
  readonly shadows: ShadowMap | null;
}

/** Adds the light of surfaces to the pixels of a row. */
export interface RunShader {
  /** Prepares a row whose rays have been aimed. */
  startRow(input: ShadeInput): void;
  /** Adds a triangle's light to the samples [from, to). */
  addSurface(input: ShadeInput, triangle: number, from: number, to: number): void;
}

/**
 * Makes a shader of runs: samples beside each other that show the same triangle.
 *
 * @param row - linear light of a row of pixels [width × 3], added to.
 * @param pixel - where the pixel of each sample stands in `row`.
 */
export function createRunShader(row: Float64Array, pixel: Uint32Array, rays: RowRays): RunShader {
  // Cells of the shadow map along the row, and its height; columns and rows of a pattern.
  const shadowLines = new Float64Array(9);
  const patternLines = new Float64Array(6);
  const strengths = new Float64Array(pixel.length);
  const depths = new Float64Array(pixel.length);
  return {
    startRow({ shadows, view }) {
      if (shadows === null) return;
      for (let line = 0; line < 3; line += 1) {
        const [a = 0, b = 0, c = 0, d = 0] = shadows.transform.subarray(line * 4, line * 4 + 4);
        writeLine(shadowLines, line * 3, rays, view.position, [a, b, c, d]);
      }
    },
    addSurface({ drawn, view, pose, surfaces, shadows }, triangle, from, to) {
      const shape = drawn.shape[triangle] as number;
      lightRun(strengths, depths, drawn.slopes, triangle * 9, rays.middle, from, to, shadows, shadowLines);
      const pattern = surfaces.patterns[shape] as Pattern | null;
      if (pattern !== null) {
        aimPattern(patternLines, rays, view, pose, shape, pattern);
        paintRun(strengths, depths, pattern, patternLines, from, to);
      }
      const { albedo } = surfaces;
      if (surfaces.isPlane[shape] === 1)
        addFading(row, pixel, strengths, depths, albedo, shape * 3, from, to);
      else addLight(row, pixel, strengths, albedo, shape * 3, from, to);
    },
  };
}

/** Finds depth and light of each sample of a run. */
function lightRun(
  strengths: Float64Array,
  depths: Float64Array,
  slopes: Float64Array,
  at: number,
  middle: number,
  from: number,
  to: number,
  shadows: ShadowMap | null,
  lines: Float64Array,
): void {
  const nearX = slopes[at] as number;
  const near = (slopes[at + 1] as number) * middle + (slopes[at + 2] as number);
  const lampX = slopes[at + 3] as number;
  const lamp = (slopes[at + 4] as number) * middle + (slopes[at + 5] as number);
  const restX = slopes[at + 6] as number;
  const rest = (slopes[at + 7] as number) * middle + (slopes[at + 8] as number);
  for (let sample = from; sample < to; sample += 1) {
    const x = sample + 0.5;
    const depth = 1 / (nearX * x + near);
    let light = lampX * x + lamp;
    if (shadows !== null && light > 0) light *= lampReaches(shadows, lines, x, depth);
    depths[sample] = depth;
    strengths[sample] = Math.max(0, light) + restX * x + rest;
  }
}

/** Aims a pattern's columns and rows at the current row of samples. */
function aimPattern(
  lines: Float64Array,
  rays: RowRays,
  view: View,
  { positions, rotations }: GeometryPose,
  shape: number,
  { perMetre }: Pattern,
): void {
  const [px = 0, py = 0, pz = 0] = positions.subarray(shape * 3, shape * 3 + 3);
  for (let axis = 0; axis < 2; axis += 1) {
    const a = perMetre * (rotations[shape * 9 + axis] as number);
    const b = perMetre * (rotations[shape * 9 + axis + 3] as number);
    const c = perMetre * (rotations[shape * 9 + axis + 6] as number);
    writeLine(lines, axis * 3, rays, view.position, [a, b, c, -(a * px + b * py + c * pz)]);
  }
}

/** Multiplies the light of a run by a pattern. */
function paintRun(
  strengths: Float64Array,
  depths: Float64Array,
  { brightness, cells }: Pattern,
  lines: Float64Array,
  from: number,
  to: number,
): void {
  const last = cells - 1;
  for (let sample = from; sample < to; sample += 1) {
    const depth = depths[sample] as number;
    const x = sample + 0.5;
    const column = (lines[0] as number) + depth * ((lines[1] as number) + x * (lines[2] as number));
    const row = (lines[3] as number) + depth * ((lines[4] as number) + x * (lines[5] as number));
    const cell = (Math.floor(row) & last) * cells + (Math.floor(column) & last);
    strengths[sample] = (strengths[sample] as number) * (brightness[cell] as number);
  }
}

function addLight(
  row: Float64Array,
  pixel: Uint32Array,
  strengths: Float64Array,
  albedo: Float64Array,
  colour: number,
  from: number,
  to: number,
): void {
  const red = albedo[colour] as number;
  const green = albedo[colour + 1] as number;
  const blue = albedo[colour + 2] as number;
  for (let sample = from; sample < to; sample += 1) {
    const at = pixel[sample] as number;
    const strength = strengths[sample] as number;
    row[at] = (row[at] as number) + strength * red;
    row[at + 1] = (row[at + 1] as number) + strength * green;
    row[at + 2] = (row[at + 2] as number) + strength * blue;
  }
}

/** The same for planes, which fade into the horizon. */
function addFading(
  row: Float64Array,
  pixel: Uint32Array,
  strengths: Float64Array,
  depths: Float64Array,
  albedo: Float64Array,
  colour: number,
  from: number,
  to: number,
): void {
  for (let sample = from; sample < to; sample += 1) {
    const at = pixel[sample] as number;
    const strength = strengths[sample] as number;
    const part = fade(depths[sample] as number);
    for (let channel = 0; channel < 3; channel += 1) {
      const light = strength * (albedo[colour + channel] as number);
      row[at + channel] =
        (row[at + channel] as number) + light + part * ((horizon[channel] as number) - light);
    }
  }
}
