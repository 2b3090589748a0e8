import type { SurfacePattern } from '../scene-geometry.js';
import { cosine } from '../trigonometry.js';

/** How bright a pattern is, relative to its colour, over the plane of the shape's own x and y. */
export interface Pattern {
  /** Brightness [cells × cells], repeated endlessly. */
  readonly brightness: Float32Array;
  /** A power of two. */
  readonly cells: number;
  /** Cells per metre. */
  readonly perMetre: number;
}

/** Boards of 9 cm with grain along x, or square tiles of 25 cm. */
export function createPattern(name: SurfacePattern): Pattern {
  return name === 'wood' ? wood() : tiles();
}

/** 256 cells of 4.5 mm: finer drawings would flicker in small pictures. */
function wood(): Pattern {
  const [cells, boards] = [256, 16];
  const brightness = new Float32Array(cells * cells);
  for (let row = 0; row < cells; row += 1) {
    const board = Math.floor((row * boards) / cells);
    const isSeam = row % (cells / boards) === 0;
    for (let column = 0; column < cells; column += 1) {
      // Grain is long along the board and short across; neighbouring boards do not continue each other.
      const along = ((column + 97 * board) % cells) / 64;
      const grain = noise(along, row / 2, 4, 128) * 0.6 + noise(along * 2, row, 8, 256) * 0.4;
      brightness[row * cells + column] =
        (isSeam ? 0.8 : 1) * (0.87 + 0.1 * hash(board, 7) + 0.16 * (grain - 0.5));
    }
  }
  return { brightness, cells, perMetre: cells / (boards * 0.072) };
}

function tiles(): Pattern {
  return { brightness: Float32Array.of(1, 0.9, 0.9, 1), cells: 2, perMetre: 4 };
}

/** Smooth noise between 0 and 1 that repeats after `columns` and `rows`. */
function noise(x: number, y: number, columns: number, rows: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [across, down] = [ease(x - column), ease(y - row)];
  const at = (right: number, below: number) => hash((column + right) % columns, (row + below) % rows);
  const above = at(0, 0) + across * (at(1, 0) - at(0, 0));
  const below = at(0, 1) + across * (at(1, 1) - at(0, 1));
  return above + down * (below - above);
}

function ease(part: number): number {
  return 0.5 - 0.5 * cosine(Math.PI * part);
}

/** A number between 0 and 1 that looks random; the same everywhere. */
function hash(one: number, other: number): number {
  let bits = Math.imul(one + 1, 0x9e3779b1) ^ Math.imul(other + 1, 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}
