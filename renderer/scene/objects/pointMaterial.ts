import {
  DataTexture,
  GLSL3,
  Matrix4,
  NearestFilter,
  RawShaderMaterial,
  RGBAFormat,
  Vector2,
  Vector3,
  Vector4,
} from 'three';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { toMatrix3 } from '#shared/geometry/quaternion.ts';
import { subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { HeightSlab } from '#shared/pointcloud/heightSlab.ts';
import { parseHex } from '../color/oklab.ts';
import { buildRamp, RAMP_ENTRIES } from '../color/ramp.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import { POINT_FRAGMENT_SHADER, POINT_VERTEX_SHADER } from './pointShader.ts';
import type { ViewUniforms } from './segmentMaterial.ts';

export type ColorMode = 'height' | 'intensity' | 'distance' | 'single' | 'camera';

/** Their numbers in the shader. */
const COLOR_MODES: Readonly<Record<ColorMode, number>> = {
  height: 0,
  intensity: 1,
  distance: 2,
  single: 3,
  camera: 4,
};

/** More selected cuboids than this keep their points unlifted: each costs every point a test. */
const MAX_LIFTED = 8;

/** Farther from the ground than any point, metres. */
const EVERY_HEIGHT = 1e9;

/** What the shader needs to know of the cloud that is drawn; metres, relative to the cloud's origin. */
export interface CloudUniforms {
  readonly ground: DataTexture;
  readonly groundFrame: readonly [x: number, y: number, z: number, cellMetres: number];
  readonly distanceFrom: readonly [x: number, y: number];
  readonly distanceRange: readonly [nearest: number, farthest: number];
}

/** How points look; one material for all tiles of all clouds. */
export class PointMaterial {
  readonly material: RawShaderMaterial;
  readonly #uniforms: ReturnType<typeof createUniforms>;

  constructor(view: ViewUniforms, theme: SceneTheme) {
    this.#uniforms = createUniforms(theme);
    this.material = new RawShaderMaterial({
      glslVersion: GLSL3,
      defines: { MAX_LIFTED },
      vertexShader: POINT_VERTEX_SHADER,
      fragmentShader: POINT_FRAGMENT_SHADER,
      uniforms: { ...view, ...this.#uniforms },
    });
  }

  /** `pointSize` in CSS pixels. */
  setAppearance(colorMode: ColorMode, pointSize: number): void {
    this.#uniforms.uColorMode.value = COLOR_MODES[colorMode];
    this.#uniforms.uPointSize.value = pointSize;
  }

  /** Draws only points between these heights; undefined: all. */
  setShownHeights(slab: HeightSlab | undefined): void {
    this.#uniforms.uShownHeights.value.set(slab?.low ?? -EVERY_HEIGHT, slab?.high ?? EVERY_HEIGHT);
  }

  setCloud({ ground, groundFrame, distanceFrom, distanceRange }: CloudUniforms): void {
    this.#uniforms.uGround.value = ground;
    this.#uniforms.uGroundFrame.value.set(...groundFrame);
    this.#uniforms.uDistanceFrom.value.set(...distanceFrom);
    this.#uniforms.uDistanceRange.value.set(...distanceRange);
  }

  /** Points inside these cuboids stand out; `origin`: of the cloud, label frame. */
  setLifted(cuboids: readonly Cuboid[], origin: Vec3): void {
    const lifted = cuboids.slice(0, MAX_LIFTED);
    lifted.forEach((cuboid, i) => this.#uniforms.uLifted.value[i]!.copy(unitBoxFromCloud(cuboid, origin)));
    this.#uniforms.uLiftedCount.value = lifted.length;
  }

  dispose(): void {
    this.material.dispose();
    this.#uniforms.uRamp.value.dispose();
  }
}

function createUniforms(theme: SceneTheme) {
  const ramp = new DataTexture(buildRamp(theme.ramp), RAMP_ENTRIES, 1, RGBAFormat);
  ramp.minFilter = NearestFilter;
  ramp.magFilter = NearestFilter;
  ramp.needsUpdate = true;
  return {
    uPointSize: { value: 2 },
    uColorMode: { value: 0 },
    uRamp: { value: ramp },
    uSingleColor: { value: colorVector(theme.singlePoint) },
    uUnseenColor: { value: colorVector(theme.unseenPoint) },
    uBackground: { value: colorVector(theme.ground) },
    uLiftColor: { value: colorVector(theme.lifted) },
    uGround: { value: new DataTexture(new Float32Array(1), 1, 1) },
    uGroundFrame: { value: new Vector4(0, 0, 0, 1) },
    uDistanceFrom: { value: new Vector2() },
    uDistanceRange: { value: new Vector2(1, 100) },
    uLifted: { value: Array.from({ length: MAX_LIFTED }, () => new Matrix4()) },
    uLiftedCount: { value: 0 },
    uShownHeights: { value: new Vector2(-EVERY_HEIGHT, EVERY_HEIGHT) },
  };
}

function colorVector(hex: string): Vector3 {
  return new Vector3(...parseHex(hex));
}

/** Maps places relative to the cloud's origin so that the cuboid becomes [−1, 1]³. */
function unitBoxFromCloud({ centre, size, rotation }: Cuboid, origin: Vec3): Matrix4 {
  const m = toMatrix3(rotation);
  const c = subtract(centre, origin);
  const row = (axis: 0 | 1 | 2): [number, number, number, number] => {
    const half = size[axis] / 2;
    const [x, y, z] = [m[axis] / half, m[3 + axis]! / half, m[6 + axis]! / half];
    return [x, y, z, -(x * c[0] + y * c[1] + z * c[2])];
  };
  return new Matrix4().set(...row(0), ...row(1), ...row(2), 0, 0, 0, 1);
}
