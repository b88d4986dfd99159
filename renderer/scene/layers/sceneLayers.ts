import { Group, Vector2 } from 'three';
import { ZERO, type Vec3 } from '#shared/geometry/vec3.ts';
import { groundHeightAt } from '#shared/pointcloud/ground.ts';
import type { ShownPoints } from '#shared/pointcloud/shownPoints.ts';
import type { PlacedFrame } from '#renderer/editor/session/aggregatedFrame.ts';
import type { LoadedCloud } from '#renderer/workers/protocol.ts';
import { parseHex } from '../color/oklab.ts';
import { CuboidLayer } from '../objects/cuboidLayer.ts';
import type { DrawnCuboid } from '../objects/cuboidShapes.ts';
import { distanceOrigin } from '#shared/pointcloud/distanceOrigin.ts';
import { OtherFrames } from '../objects/otherFrames.ts';
import { PointCloudObject } from '../objects/pointCloudObject.ts';
import type { FieldCuboid } from '../objects/cuboidField.ts';
import { PointMaterial, type ColorMode } from '../objects/pointMaterial.ts';
import { TrajectoryLayer } from '../objects/trajectoryLayer.ts';
import type { DrawnTrajectory } from '../objects/trajectoryShapes.ts';
import { RangeRings } from '../objects/rangeRings.ts';
import type { ViewUniforms } from '../objects/segmentMaterial.ts';
import type { SceneTheme } from '../sceneTheme.ts';

/** Points are opaque and drawn before all this. */
const ORDER = { rings: 1, trajectories: 2, cuboids: 5 };

/**
 * Every object on the GPU, in one theme. Built from data that stays on the page, so that it can be thrown away and
 * built again at any time: on another theme, a lost context, or React's double mount.
 */
export class SceneLayers {
  readonly object = new Group();
  readonly view: ViewUniforms = { uViewport: { value: new Vector2(1, 1) }, uPixelRatio: { value: 1 } };
  /** Colour of what a fix suggests. */
  readonly suggestion: Vec3;
  readonly #points: PointMaterial;
  readonly #others: OtherFrames;
  readonly #cuboids: CuboidLayer;
  readonly #rings: RangeRings;
  readonly #trajectories: TrajectoryLayer;
  #cloud: PointCloudObject | undefined;
  #colorMode: ColorMode = 'height';
  #pointSize = 2;
  #colorsByTime = false;

  constructor(theme: SceneTheme) {
    this.suggestion = parseHex(theme.suggestion);
    this.#points = new PointMaterial(this.view, theme);
    this.#others = new OtherFrames(this.#points, theme.time);
    this.#rings = new RangeRings(this.view, theme, ORDER.rings);
    this.#cuboids = new CuboidLayer(this.view, theme, ORDER.cuboids);
    this.#trajectories = new TrajectoryLayer(this.view, theme, ORDER.trajectories);
    this.object.add(
      ...this.#rings.objects,
      ...this.#trajectories.objects,
      this.#cuboids.object,
      this.#others.object,
    );
  }

  /** Label frame; everything is drawn relative to it. */
  get origin(): Vec3 {
    return this.#cloud?.origin ?? ZERO;
  }

  get gpuBytes(): number {
    return (
      (this.#cloud?.gpuBytes ?? 0) +
      this.#points.gpuBytes +
      this.#others.gpuBytes +
      this.#cuboids.gpuBytes +
      this.#rings.gpuBytes +
      this.#trajectories.gpuBytes
    );
  }

  /** Of the cloud and of other frames. */
  get pointCount(): number {
    return (this.#cloud?.pointCount ?? 0) + this.#others.pointCount;
  }

  /** Of other frames alone. */
  get otherPointCount(): number {
    return this.#others.pointCount;
  }

  /**
   * Puts a cloud in the place of the last one, whose buffers are freed. The cuboids, the trajectories and the points of
   * other frames must be set again after it.
   */
  showCloud(loaded: LoadedCloud): void {
    this.#removeCloud();
    const { pack, ground, sensor } = loaded;
    const cloud = new PointCloudObject(loaded, this.#points);
    this.#cloud = cloud;
    this.#points.setCloud(cloud.uniforms);
    this.#applyPoints();
    this.#rings.set(
      distanceOrigin(pack.bounds, sensor),
      (x, y) => groundHeightAt(ground, x, y),
      cloud.origin,
    );
    this.object.add(cloud.object);
  }

  /** @param holders whose points are told from others */
  setCuboids(cuboids: readonly DrawnCuboid[], holders: readonly FieldCuboid[]): void {
    this.#cuboids.set(cuboids, this.origin);
    this.#points.setCuboids(holders, this.origin);
  }

  setTrajectories(trajectories: readonly DrawnTrajectory[]): void {
    this.#trajectories.set(trajectories, this.origin);
  }

  /** Draws the points of these frames beside the cloud's. */
  setOthers(frames: readonly PlacedFrame[]): void {
    this.#others.set(frames, this.origin);
    this.#applyPoints();
  }

  /** @param colorsByTime instead, while there are points of other frames */
  setPoints(colorMode: ColorMode, pointSize: number, colorsByTime: boolean): void {
    this.#colorMode = colorMode;
    this.#colorsByTime = colorsByTime;
    this.#pointSize = pointSize;
    this.#applyPoints();
  }

  /** Colours of the cloud's points from the images, four bytes each; undefined frees those that there are. */
  setPaint(paint: Uint8Array<ArrayBuffer> | undefined): void {
    this.#cloud?.setPaint(paint);
    this.#applyPoints();
  }

  /** Draws only these points. */
  setShown(shown: ShownPoints): void {
    this.#points.setShown(shown, this.origin);
  }

  /** Draws at most about this many points; returns how many. */
  setBudget(points: number): number {
    const share = Math.min(1, points / Math.max(1, this.pointCount));
    const own = this.#cloud?.setBudget(share * this.#cloud.pointCount) ?? 0;
    return own + this.#others.setShare(share);
  }

  dispose(): void {
    this.#removeCloud();
    this.#others.dispose();
    this.#points.dispose();
    this.#cuboids.dispose();
    this.#rings.dispose();
    this.#trajectories.dispose();
    this.object.removeFromParent();
  }

  #applyPoints(): void {
    // Until the images have been read, all points have one colour.
    const isUnpainted = this.#colorMode === 'camera' && this.#cloud?.isPainted !== true;
    const ownMode = isUnpainted ? 'single' : this.#colorMode;
    const isByTime = this.#colorsByTime && this.#others.pointCount > 0;
    this.#points.setAppearance(isByTime ? 'time' : ownMode, this.#pointSize);
  }

  #removeCloud(): void {
    this.#cloud?.object.removeFromParent();
    this.#cloud?.dispose();
    this.#cloud = undefined;
  }
}
