import { HEIGHT_RANGE_METRES } from '#shared/pointcloud/tonePoints.ts';

/**
 * Points from 8 bytes each: x, y, z as steps within a tile (the object's matrix turns steps into metres) and one
 * scalar. Colour is computed here, so that another colour mode, ramp or selection uploads nothing.
 */
export const POINT_VERTEX_SHADER = /* glsl */ `
  precision highp float;
  precision highp int;
  precision highp sampler2D;

  uniform mat4 modelMatrix;
  uniform mat4 modelViewMatrix;
  uniform mat4 projectionMatrix;
  uniform float uPixelRatio;
  uniform float uPointSize;
  uniform int uColorMode;
  uniform sampler2D uRamp;
  uniform vec3 uSingleColor;
  uniform vec3 uUnseenColor;
  uniform vec3 uBackground;
  uniform vec3 uLiftColor;
  uniform sampler2D uGround;
  // place of the first cell's centre and the height that the texture is relative to, then the cell's size
  uniform vec4 uGroundFrame;
  // where distances are measured from, then the nearest and farthest distance of the ramp
  uniform vec2 uDistanceFrom;
  uniform vec2 uDistanceRange;
  uniform mat4 uLifted[MAX_LIFTED];
  uniform int uLiftedCount;
  // lowest and highest height above the ground that is drawn
  uniform vec2 uShownHeights;

  layout(location = 0) in vec4 position;
  // from the images of cameras; alpha 0: none sees the point
  layout(location = 1) in vec4 paint;
  flat out vec3 vColor;

  const float HEIGHT_RANGE = ${HEIGHT_RANGE_METRES.toFixed(1)};
  const float GROUND_HEIGHT = 0.25;
  const float GROUND_OPACITY = 0.55;
  const float LIFT = 0.45;
  // Treetops and fronts of houses are bright on the ramp and never labelled: they step back.
  const vec2 OVERHEAD = vec2(4.0, 9.0);
  const float OVERHEAD_OPACITY = 0.45;

  float heightAt(ivec2 cell) {
    return texelFetch(uGround, clamp(cell, ivec2(0), textureSize(uGround, 0) - 1), 0).r;
  }

  // By hand: linear filtering of float textures is an extension that integrated GPUs may lack.
  float groundAt(vec2 place) {
    vec2 at = (place - uGroundFrame.xy) / uGroundFrame.w;
    at = clamp(at, vec2(0.0), vec2(textureSize(uGround, 0) - 1));
    ivec2 cell = ivec2(floor(at));
    vec2 t = at - vec2(cell);
    float near = mix(heightAt(cell), heightAt(cell + ivec2(1, 0)), t.x);
    float far = mix(heightAt(cell + ivec2(0, 1)), heightAt(cell + ivec2(1, 1)), t.x);
    return uGroundFrame.z + mix(near, far, t.y);
  }

  vec3 ramp(float t) {
    return texelFetch(uRamp, ivec2(int(clamp(t, 0.0, 1.0) * 255.0 + 0.5), 0), 0).rgb;
  }

  bool isLifted(vec3 place) {
    for (int i = 0; i < uLiftedCount; i++) {
      vec3 inBox = abs((uLifted[i] * vec4(place, 1.0)).xyz);
      if (max(inBox.x, max(inBox.y, inBox.z)) <= 1.0) return true;
    }
    return false;
  }

  void main() {
    vec3 place = (modelMatrix * vec4(position.xyz, 1.0)).xyz;
    float height = place.z - groundAt(place.xy);
    if (height < uShownHeights.x || height > uShownHeights.y) {
      // Outside of every view.
      gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
      return;
    }
    vec3 color = uSingleColor;
    if (uColorMode == 0) {
      float overhead = smoothstep(OVERHEAD.x, OVERHEAD.y, height);
      color = mix(ramp(height / HEIGHT_RANGE), uBackground, overhead * (1.0 - OVERHEAD_OPACITY));
    } else if (uColorMode == 1) {
      color = ramp(position.w / 65535.0);
    } else if (uColorMode == 2) {
      float away = max(distance(place.xy, uDistanceFrom), uDistanceRange.x);
      color = ramp(log(away / uDistanceRange.x) / log(uDistanceRange.y / uDistanceRange.x));
    } else if (uColorMode == 4) {
      color = mix(uUnseenColor, paint.rgb, paint.a);
    }
    if (isLifted(place)) {
      color = mix(color, uLiftColor, LIFT);
    } else if (height < GROUND_HEIGHT && uColorMode != 4) {
      // Mixed with the background instead of blended: needs no sorting and costs nothing.
      color = mix(uBackground, color, GROUND_OPACITY);
    }
    vColor = color;
    gl_Position = projectionMatrix * modelViewMatrix * vec4(position.xyz, 1.0);
    gl_PointSize = uPointSize * uPixelRatio;
  }
`;

export const POINT_FRAGMENT_SHADER = /* glsl */ `
  precision mediump float;
  flat in vec3 vColor;
  out vec4 fragment;
  void main() { fragment = vec4(vColor, 1.0); }
`;
