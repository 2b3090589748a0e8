// Runs in headless Chromium: the same triangles by three.js on the browser's software GL, and by our own rasteriser.
import * as three from 'three';
import { cameraPose } from '../src/render/camera.js';
import { createSceneMesh } from '../src/render/mesh/scene-mesh.js';
import { createRenderer } from '../src/render/renderer.js';
import { checksum, type Moments, median, poseOf } from './moments.js';

declare const moments: Moments;
declare const size: number;
declare const rounds: number;
declare const document: {
  body: { textContent: string };
  createElement(name: 'canvas'): three.OffscreenCanvas;
};

const { geometry } = moments;

function createThree() {
  const renderer = new three.WebGLRenderer({ canvas: document.createElement('canvas'), antialias: true });
  renderer.setSize(size, size, false);
  renderer.shadowMap.enabled = true;
  const scene = new three.Scene();
  scene.background = new three.Color(0.7, 0.75, 0.8);
  scene.add(new three.AmbientLight(0xffffff, 1));
  const lamp = new three.DirectionalLight(0xffffff, 2);
  lamp.position.set(0.6, -0.8, 2.6);
  lamp.target.position.set(0, 0, 0.9);
  lamp.castShadow = true;
  lamp.shadow.mapSize.set(256, 256);
  Object.assign(lamp.shadow.camera, {
    left: -0.64,
    right: 0.64,
    top: 0.64,
    bottom: -0.64,
    near: 0.1,
    far: 4,
  });
  scene.add(lamp, lamp.target);
  const meshes = createMeshes();
  for (const mesh of meshes) scene.add(mesh);
  return { renderer, scene, meshes };
}

/** One mesh per shape with exactly our triangles. */
function createMeshes(): readonly three.Mesh[] {
  const all = createSceneMesh(geometry);
  return geometry.shapes.map((shape, index) => {
    const [corner, cornerEnd] = [all.firstCorner[index] ?? 0, all.firstCorner[index + 1] ?? 0];
    const [triangle, triangleEnd] = [all.firstTriangle[index] ?? 0, all.firstTriangle[index + 1] ?? 0];
    const buffer = new three.BufferGeometry();
    const column = (values: Float64Array) =>
      new three.BufferAttribute(Float32Array.from(values.slice(corner * 3, cornerEnd * 3)), 3);
    buffer.setAttribute('position', column(all.positions));
    buffer.setAttribute('normal', column(all.normals));
    buffer.setIndex(
      Array.from(all.triangles.slice(triangle * 3, triangleEnd * 3), (value) => value - corner),
    );
    const mesh = new three.Mesh(
      buffer,
      new three.MeshLambertMaterial({ color: new three.Color(...shape.colour) }),
    );
    mesh.matrixAutoUpdate = false;
    mesh.castShadow = shape.shape !== 'plane';
    mesh.receiveShadow = true;
    return mesh;
  });
}

function transform(matrix: three.Matrix4, r: readonly number[], p: readonly number[]): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = r;
  const [x = 0, y = 0, z = 0] = p;
  matrix.set(a, b, c, x, d, e, f, y, g, h, i, z, 0, 0, 0, 1);
}

function timeThree(): { readonly milliseconds: number; readonly colours: number } {
  const { renderer, scene, meshes } = createThree();
  const gl = renderer.getContext();
  const pixels = new Uint8Array(size * size * 4);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const moment of moments.moments) {
      meshes.forEach((mesh, index) => {
        transform(
          mesh.matrix,
          moment.rotations.slice(index * 9, index * 9 + 9),
          moment.positions.slice(index * 3, index * 3 + 3),
        );
        mesh.matrixWorldNeedsUpdate = true;
      });
      for (const seen of moments.cameras) {
        const camera = new three.PerspectiveCamera((seen.verticalFieldOfView * 180) / Math.PI, 1, 0.01, 100);
        const { position, rotation } = cameraPose(seen, moment.hand);
        camera.matrixAutoUpdate = false;
        transform(camera.matrix, rotation, position);
        camera.matrixWorldNeedsUpdate = true;
        const start = performance.now();
        renderer.render(scene, camera);
        gl.readPixels(0, 0, size, size, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
        times.push(performance.now() - start);
      }
    }
  }
  return {
    milliseconds: median(times.slice(times.length / 2)),
    colours: new Set(new Uint32Array(pixels.buffer)).size,
  };
}

function timeOurs() {
  const renderer = createRenderer({ geometry, size });
  const times: number[] = [];
  const pictures: Uint8Array[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const moment of moments.moments) {
      const pose = poseOf(moment);
      const start = performance.now();
      const drawn = renderer.renderAll(pose, moments.cameras, moment.hand);
      times.push((performance.now() - start) / drawn.length);
      if (round === 0) pictures.push(...drawn.map(({ bytes }) => bytes));
    }
  }
  return { milliseconds: median(times.slice(times.length / 2)), checksum: checksum(pictures) };
}

document.body.textContent = JSON.stringify({ three: timeThree(), ours: timeOurs() });
