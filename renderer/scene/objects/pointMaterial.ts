import {
  DataTexture,
  GLSL3,
  NearestFilter,
  RawShaderMaterial,
  RGBAFormat,
  Vector2,
  Vector3,
  Vector4,
} from 'three';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { ShownPoints } from '#shared/pointcloud/shownPoints.ts';
import { parseHex } from '../color/oklab.ts';
import { timeColor } from '../color/timeRamp.ts';
import { buildRamp, RAMP_ENTRIES } from '../color/ramp.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import {
  CUBOIDS_PER_ROW,
  cuboidField,
  TEXELS_PER_CELL,
  TEXELS_PER_CUBOID,
  type FieldCuboid,
} from './cuboidField.ts';
import { cellsTexture, floatTexture, withData } from './dataTextures.ts';
import { POINT_FRAGMENT_SHADER, POINT_VERTEX_SHADER } from './pointShader.ts';
import type { ViewUniforms } from './segmentMaterial.ts';

/** `time`: by the frame that a point is of. */
export type ColorMode = 'height' | 'intensity' | 'distance' | 'single' | 'camera' | 'time';

/** Their numbers in the shader. */
const COLOR_MODES: Readonly<Record<ColorMode, number>> = {
  height: 0,
  intensity: 1,
  distance: 2,
  single: 3,
  camera: 4,
  time: 5,
};

/** Farther than any point, metres. */
const EVERYWHERE = 1e9;

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
  /** For materials of other points that are to look the same, now and later. */
  readonly shared: RawShaderMaterial['uniforms'];
  readonly #uniforms: ReturnType<typeof createUniforms>;

  constructor(view: ViewUniforms, theme: SceneTheme) {
    this.#uniforms = createUniforms(theme);
    this.material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: POINT_VERTEX_SHADER,
      fragmentShader: POINT_FRAGMENT_SHADER,
      uniforms: { ...view, ...this.#uniforms },
    });
    this.shared = this.material.uniforms;
  }

  /** `pointSize` in CSS pixels. */
  setAppearance(colorMode: ColorMode, pointSize: number): void {
    this.#uniforms.uColorMode.value = COLOR_MODES[colorMode];
    this.#uniforms.uPointSize.value = pointSize;
  }

  /** Draws only these points; those that lie in cuboids are found among the ones of {@link setCuboids}. */
  setShown({ slab, withinMetres, region, labelled }: ShownPoints, origin: Vec3): void {
    const { uShownHeights, uWithin, uRegion, uRegionHalf, uKeeps } = this.#uniforms;
    uShownHeights.value.set(slab?.low ?? -EVERYWHERE, slab?.high ?? EVERYWHERE);
    uWithin.value.set(-origin[0], -origin[1], withinMetres ?? EVERYWHERE);
    const { centre, yawRad, half } = region ?? { centre: origin, yawRad: 0, half: [EVERYWHERE, EVERYWHERE] };
    uRegion.value.set(centre[0] - origin[0], centre[1] - origin[1], Math.cos(yawRad), Math.sin(yawRad));
    uRegionHalf.value.set(half[0], half[1]);
    uKeeps.value = labelled === undefined ? 0 : labelled.keeps === 'inside' ? 1 : -1;
  }

  setCloud({ ground, groundFrame, distanceFrom, distanceRange }: CloudUniforms): void {
    this.#uniforms.uGround.value = ground;
    this.#uniforms.uGroundFrame.value.set(...groundFrame);
    this.#uniforms.uDistanceFrom.value.set(...distanceFrom);
    this.#uniforms.uDistanceRange.value.set(...distanceRange);
  }

  /** The cuboids whose points are to be told from others; `origin`: of the cloud, label frame. */
  setCuboids(cuboids: readonly FieldCuboid[], origin: Vec3): void {
    const { uCuboids, uCuboidCells, uCuboidFrame } = this.#uniforms;
    const field = cuboidField(cuboids, origin);
    uCuboidFrame.value.set(...field.frame);
    const cells = { data: field.cells, width: field.columns * TEXELS_PER_CELL, height: field.rows };
    uCuboidCells.value = withData(uCuboidCells.value, cells, cellsTexture);
    const width = CUBOIDS_PER_ROW * TEXELS_PER_CUBOID;
    const matrices = { data: field.matrices, width, height: field.matrixRows };
    uCuboids.value = withData(uCuboids.value, matrices, floatTexture);
  }

  /** Bytes of its textures. */
  get gpuBytes(): number {
    const { uCuboids, uCuboidCells } = this.#uniforms;
    return [uCuboids, uCuboidCells].reduce((sum, { value }) => sum + value.image.data!.byteLength, 0);
  }

  dispose(): void {
    this.material.dispose();
    const { uRamp, uCuboids, uCuboidCells } = this.#uniforms;
    for (const { value } of [uRamp, uCuboids, uCuboidCells]) value.dispose();
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
    uTimeColor: { value: new Vector3(...timeColor(theme.time, 0)) },
    uBackground: { value: colorVector(theme.ground) },
    uLiftColor: { value: colorVector(theme.lifted) },
    uGround: { value: new DataTexture(new Float32Array(1), 1, 1) },
    uGroundFrame: { value: new Vector4(0, 0, 0, 1) },
    uDistanceFrom: { value: new Vector2() },
    uDistanceRange: { value: new Vector2(1, 100) },
    uCuboids: { value: floatTexture({ data: new Float32Array(4), width: 1, height: 1 }) },
    uCuboidCells: { value: cellsTexture({ data: new Uint16Array(4), width: 1, height: 1 }) },
    uCuboidFrame: { value: new Vector3(0, 0, 1) },
    uKeeps: { value: 0 },
    uShownHeights: { value: new Vector2(-EVERYWHERE, EVERYWHERE) },
    uWithin: { value: new Vector3(0, 0, EVERYWHERE) },
    uRegion: { value: new Vector4(0, 0, 1, 0) },
    uRegionHalf: { value: new Vector2(EVERYWHERE, EVERYWHERE) },
  };
}

function colorVector(hex: string): Vector3 {
  return new Vector3(...parseHex(hex));
}
