import { projectVisible, type VisibleCuboid } from '#shared/camera/projectVisible.ts';
import type { CuboidId, CuboidRecord } from '#renderer/editor/document/records.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';

/** Projections of one camera, recomputed only for cuboids that changed: a drag costs one projection, not sixty. */
export class ProjectionCache {
  #camera: CameraView | undefined;
  #entries = new Map<CuboidId, { record: CuboidRecord; projected: VisibleCuboid | undefined }>();

  /** What can be seen of the records, far ones first so that near ones are drawn over them. */
  project(
    camera: CameraView,
    records: readonly CuboidRecord[],
  ): { record: CuboidRecord; projected: VisibleCuboid }[] {
    const previous = camera === this.#camera ? this.#entries : new Map<CuboidId, never>();
    this.#camera = camera;
    this.#entries = new Map();
    const visible: { record: CuboidRecord; projected: VisibleCuboid }[] = [];
    for (const record of records) {
      const known = previous.get(record.id);
      const projected =
        known !== undefined && known.record.cuboid === record.cuboid
          ? known.projected
          : projectVisible(record.cuboid, camera);
      this.#entries.set(record.id, { record, projected });
      if (projected !== undefined) visible.push({ record, projected });
    }
    return visible.sort((a, b) => b.projected.depth - a.projected.depth);
  }
}
