import {
  GLSL3,
  GreaterDepth,
  LessEqualDepth,
  RawShaderMaterial,
  type DepthModes,
  type IUniform,
  type Vector2,
} from 'three';
import { ZERO, type Vec3 } from '#shared/geometry/vec3.ts';

/** Uniforms that change from view to view; one object shared by every material that draws in pixels. */
export interface ViewUniforms {
  readonly [name: string]: IUniform;
  /** Device pixels of the viewport. */
  readonly uViewport: IUniform<Vector2>;
  /** Device pixels per CSS pixel. */
  readonly uPixelRatio: IUniform<number>;
}

export interface SegmentPass {
  /** `front`: what nothing hides. `behind`: only what points hide. */
  readonly depth: 'front' | 'behind';
  readonly opacity: number;
  /** Added to each segment's width, CSS pixels: a casing. */
  readonly widen: number;
  /** Replaces the segments' own colours. */
  readonly color?: Vec3;
}

/**
 * Lines of any width, smooth without multisampling (which would cost a weak GPU more than all our lines together).
 * three's own fat lines have one width per material; here it is an attribute of each, so that normal, hovered and
 * selected cuboids are one draw. The quad is built in screen space after clipping at the near plane, and w is divided
 * out, so that the distance to the line interpolates linearly on the screen.
 *
 * style: width, dashes (1: six pixels in ten) or dots (0.6: two in six) or neither (0), and where along a longer line the segment begins (metres; less than 0: it is none's part).
 * The dashes of a longer line are counted in metres along it, so that they go on from part to part, by that power of two
 * which is nearest to ten pixels.
 */
const VERTEX = /* glsl */ `
  uniform mat4 modelViewMatrix;
  uniform mat4 projectionMatrix;
  uniform vec2 uViewport;
  uniform float uPixelRatio;
  uniform float uWiden;

  in vec2 corner;
  in vec3 start;
  in vec3 end;
  in vec4 color;
  in vec3 style;

  out vec4 vColor;
  out vec2 vPixel;
  flat out float vLength;
  flat out float vRadius;
  flat out float vDash;
  flat out float vShare;
  flat out vec2 vAlong;
  flat out float vPeriod;

  const float NEAREST = 0.1;
  const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);

  void main() {
    vec4 a = modelViewMatrix * vec4(start, 1.0);
    vec4 b = modelViewMatrix * vec4(end, 1.0);
    vAlong = vec2(style.z, style.z + distance(start, end));
    bool isPerspective = projectionMatrix[3][3] == 0.0;
    if (isPerspective) {
      bool isBehindA = a.z > -NEAREST;
      bool isBehindB = b.z > -NEAREST;
      if (isBehindA && isBehindB) { gl_Position = NOWHERE; return; }
      if (isBehindA) {
        float part = (-NEAREST - a.z) / (b.z - a.z);
        a = mix(a, b, part);
        vAlong.x = mix(vAlong.x, vAlong.y, part);
      }
      if (isBehindB) {
        float part = (-NEAREST - b.z) / (a.z - b.z);
        b = mix(b, a, part);
        vAlong.y = mix(vAlong.y, vAlong.x, part);
      }
    }
    vec4 clipA = projectionMatrix * a;
    vec4 clipB = projectionMatrix * b;
    vec3 ndcA = clipA.xyz / clipA.w;
    vec3 ndcB = clipB.xyz / clipB.w;
    vec2 halfViewport = uViewport * 0.5;
    vec2 along = (ndcB.xy - ndcA.xy) * halfViewport;
    vLength = length(along);
    vec2 direction = vLength > 1e-3 ? along / vLength : vec2(1.0, 0.0);
    vec2 across = vec2(-direction.y, direction.x);
    vRadius = 0.5 * (style.x + uWiden) * uPixelRatio;
    vDash = style.y * uPixelRatio;
    vShare = style.y < 0.9 ? 0.34 : 0.6;
    float metresPerPixel = max(vAlong.y - vAlong.x, 1e-6) / max(vLength, 1e-3);
    vPeriod = style.z < 0.0 ? 0.0 : exp2(round(log2(10.0 * uPixelRatio * metresPerPixel)));
    float reach = vRadius + 1.0;
    float alongSign = corner.x * 2.0 - 1.0;
    vPixel = vec2(corner.x * vLength + alongSign * reach, corner.y * reach);
    vec2 offset = direction * alongSign * reach + across * corner.y * reach;
    vec3 ndc = corner.x < 0.5 ? ndcA : ndcB;
    gl_Position = vec4(ndc.xy + offset / halfViewport, ndc.z, 1.0);
    vColor = color;
  }
`;

const FRAGMENT = /* glsl */ `
  precision highp float;
  uniform float uOpacity;
  uniform vec4 uColor;

  in vec4 vColor;
  in vec2 vPixel;
  flat in float vLength;
  flat in float vRadius;
  flat in float vDash;
  flat in float vShare;
  flat in vec2 vAlong;
  flat in float vPeriod;
  out vec4 fragment;

  void main() {
    if (vDash > 0.0) {
      float along = mix(vAlong.x, vAlong.y, clamp(vPixel.x / max(vLength, 1e-3), 0.0, 1.0));
      float period = vPeriod > 0.0 ? vPeriod : vDash * 10.0;
      if (mod(vPeriod > 0.0 ? along : vPixel.x, period) > vShare * period) discard;
    }
    float distance = length(vec2(vPixel.x - clamp(vPixel.x, 0.0, vLength), vPixel.y));
    float coverage = clamp(vRadius + 0.5 - distance, 0.0, 1.0);
    fragment = vec4(mix(vColor.rgb, uColor.rgb, uColor.a), vColor.a * uOpacity * coverage);
  }
`;

const DEPTH_FUNCTIONS: Readonly<Record<SegmentPass['depth'], DepthModes>> = {
  front: LessEqualDepth,
  behind: GreaterDepth,
};

export function createSegmentMaterial(view: ViewUniforms, pass: SegmentPass): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: {
      ...view,
      uOpacity: { value: pass.opacity },
      uWiden: { value: pass.widen },
      uColor: { value: [...(pass.color ?? ZERO), pass.color === undefined ? 0 : 1] },
    },
    transparent: true,
    depthWrite: false,
    depthFunc: DEPTH_FUNCTIONS[pass.depth],
  });
}
