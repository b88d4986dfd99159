import {
  OrthographicCamera,
  PerspectiveCamera,
  Vector3,
  type Camera,
  type Scene,
  type WebGLRenderer,
} from 'three';
import { subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { NEAREST } from '../cameras/viewPose.ts';
import { OVERVIEW_LAYER } from '../layers/overviewLayer.ts';
import type { ViewUniforms } from '../objects/segmentMaterial.ts';
import type { SceneView } from './sceneView.ts';

/** Nothing is drawn beyond this many metres from the camera; with {@link NEAREST} a depth step is 6 mm at 100 m. */
const FARTHEST = 5_000;

/** The three.js cameras of the two kinds of view; set anew for each drawing. */
export class ViewRenderer {
  readonly #perspective = new PerspectiveCamera();
  readonly #orthographic = new OrthographicCamera();
  readonly #uniforms: ViewUniforms;

  constructor(uniforms: ViewUniforms) {
    this.#uniforms = uniforms;
    for (const camera of [this.#perspective, this.#orthographic]) camera.matrixAutoUpdate = false;
    this.#perspective.layers.enable(OVERVIEW_LAYER);
  }

  /** Draws one view into its part of the canvas; `origin` (label frame) is where the scene's zero lies. */
  render(renderer: WebGLRenderer, scene: Scene, view: SceneView, canvasHeight: number, origin: Vec3): void {
    const { left, top, width, height } = view.rect;
    const ratio = renderer.getPixelRatio();
    const bottom = canvasHeight - top - height;
    renderer.setViewport(left, bottom, width, height);
    renderer.setScissor(left, bottom, width, height);
    renderer.setScissorTest(true);
    this.#uniforms.uViewport.value.set(width * ratio, height * ratio);
    this.#uniforms.uPixelRatio.value = ratio;
    renderer.render(scene, this.#cameraOf(view, origin));
  }

  #cameraOf(view: SceneView, origin: Vec3): Camera {
    const { lens, position, right, up, forward } = view.pose;
    const aspect = view.rect.width / view.rect.height;
    let camera: PerspectiveCamera | OrthographicCamera;
    if (lens.kind === 'perspective') {
      camera = this.#perspective;
      const half = NEAREST * lens.tanHalfFov;
      camera.projectionMatrix.makePerspective(-half * aspect, half * aspect, half, -half, NEAREST, FARTHEST);
    } else {
      camera = this.#orthographic;
      const half = lens.halfHeight;
      const reach = lens.reach ?? FARTHEST;
      camera.projectionMatrix.makeOrthographic(-half * aspect, half * aspect, half, -half, 0, reach);
      // Rings that are seen edge-on would be lines through the object.
      if (lens.reach === undefined) camera.layers.enable(OVERVIEW_LAYER);
      else camera.layers.disable(OVERVIEW_LAYER);
    }
    camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
    const backward: Vec3 = [-forward[0], -forward[1], -forward[2]];
    camera.matrix.makeBasis(new Vector3(...right), new Vector3(...up), new Vector3(...backward));
    // The subtraction happens here, in float64: on the GPU map coordinates would jitter by decimetres.
    camera.matrix.setPosition(...subtract(position, origin));
    camera.updateMatrixWorld(true);
    return camera;
  }
}
