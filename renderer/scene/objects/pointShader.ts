import { HEIGHT_RANGE_METRES } from '#shared/pointcloud/tonePoints.ts';
import { CUBOIDS_PER_CELL, CUBOIDS_PER_ROW, TEXELS_PER_CELL, TEXELS_PER_CUBOID } from './cuboidField.ts';

/**
 * Points from 8 bytes each: x, y, z as steps within a tile (the object's matrix turns steps into metres) and one
 * scalar. Colour is computed here, so that another colour mode, ramp or selection uploads nothing.
 */
export const POINT_VERTEX_SHADER = /* glsl */ `
  precision highp float;
  precision highp int;
  precision highp sampler2D;
  precision highp usampler2D;

  uniform mat4 modelMatrix;
  uniform mat4 modelViewMatrix;
  uniform mat4 projectionMatrix;
  uniform float uPixelRatio;
  uniform float uPointSize;
  uniform int uColorMode;
  uniform sampler2D uRamp;
  uniform vec3 uSingleColor;
  uniform vec3 uUnseenColor;
  uniform vec3 uTimeColor;
  uniform vec3 uBackground;
  uniform vec3 uLiftColor;
  uniform sampler2D uGround;
  // place of the first cell's centre and the height that the texture is relative to, then the cell's size
  uniform vec4 uGroundFrame;
  // where distances are measured from, then the nearest and farthest distance of the ramp
  uniform vec2 uDistanceFrom;
  uniform vec2 uDistanceRange;
  // see CuboidField
  uniform sampler2D uCuboids;
  uniform usampler2D uCuboidCells;
  uniform vec3 uCuboidFrame;
  // 1: only points in cuboids are drawn, -1: only those in none
  uniform int uKeeps;
  // lowest and highest height above the ground that is drawn
  uniform vec2 uShownHeights;
  // where distances are counted from, then the farthest that is drawn
  uniform vec3 uWithin;
  // middle and direction of the rectangle that is drawn alone, then half its sides
  uniform vec4 uRegion;
  uniform vec2 uRegionHalf;

  layout(location = 0) in vec4 position;
  #ifdef OTHER_FRAME
    // what the point moves with
    layout(location = 1) in float part;
    uniform mat4 viewMatrix;
    // a frame in each row, three texels for each of its parts: the rows of the transform to the frame on screen
    uniform sampler2D uParts;
    uniform int uRow;
  #else
    // from the images of cameras; alpha 0: none sees the point
    layout(location = 1) in vec4 paint;
  #endif
  flat out vec3 vColor;

  const int CUBOIDS_PER_CELL = ${CUBOIDS_PER_CELL};
  const int TEXELS_PER_CELL = ${TEXELS_PER_CELL};
  const int CUBOIDS_PER_ROW = ${CUBOIDS_PER_ROW};
  const int TEXELS_PER_CUBOID = ${TEXELS_PER_CUBOID};
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

  vec4 cuboidTexel(int cuboid, int texel) {
    ivec2 at = ivec2((cuboid % CUBOIDS_PER_ROW) * TEXELS_PER_CUBOID + texel, cuboid / CUBOIDS_PER_ROW);
    return texelFetch(uCuboids, at, 0);
  }

  // 0: in no cuboid, 1: in one, 2: in one whose points stand out
  int cuboidAt(vec3 place) {
    ivec2 cell = ivec2(floor((place.xy - uCuboidFrame.xy) / uCuboidFrame.z));
    if (any(lessThan(cell, ivec2(0))) || any(greaterThanEqual(cell, textureSize(uCuboidCells, 0) / ivec2(TEXELS_PER_CELL, 1)))) return 0;
    vec4 at = vec4(place, 1.0);
    int found = 0;
    uvec4 cuboids = uvec4(0);
    for (int i = 0; i < CUBOIDS_PER_CELL; i++) {
      if (i % 4 == 0) cuboids = texelFetch(uCuboidCells, ivec2(cell.x * TEXELS_PER_CELL + i / 4, cell.y), 0);
      if (cuboids[i % 4] == 0u) break;
      int cuboid = int(cuboids[i % 4]) - 1;
      vec3 inBox = abs(vec3(
        dot(cuboidTexel(cuboid, 0), at), dot(cuboidTexel(cuboid, 1), at), dot(cuboidTexel(cuboid, 2), at)
      ));
      if (max(inBox.x, max(inBox.y, inBox.z)) <= 1.0) found = max(found, cuboidTexel(cuboid, 3).r > 0.5 ? 2 : 1);
    }
    return found;
  }

  bool isHidden(vec3 place, float height, int cuboid) {
    if (height < uShownHeights.x || height > uShownHeights.y) return true;
    if (distance(place.xy, uWithin.xy) > uWithin.z) return true;
    vec2 away = place.xy - uRegion.xy;
    vec2 along = vec2(dot(away, uRegion.zw), dot(away, vec2(-uRegion.w, uRegion.z)));
    if (any(greaterThan(abs(along), uRegionHalf))) return true;
    return uKeeps != 0 && (cuboid > 0) != (uKeeps > 0);
  }

  vec3 placeOf() {
    vec4 own = modelMatrix * vec4(position.xyz, 1.0);
    #ifdef OTHER_FRAME
      ivec2 at = ivec2(3 * int(part), uRow);
      return vec3(
        dot(texelFetch(uParts, at, 0), own),
        dot(texelFetch(uParts, at + ivec2(1, 0), 0), own),
        dot(texelFetch(uParts, at + ivec2(2, 0), 0), own)
      );
    #else
      return own.xyz;
    #endif
  }

  vec3 paintedColor() {
    #ifdef OTHER_FRAME
      // The images are of the frame on screen.
      return uUnseenColor;
    #else
      return mix(uUnseenColor, paint.rgb, paint.a);
    #endif
  }

  void main() {
    vec3 place = placeOf();
    float height = place.z - groundAt(place.xy);
    int cuboid = cuboidAt(place);
    if (isHidden(place, height, cuboid)) {
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
      color = paintedColor();
    } else if (uColorMode == 5) {
      color = uTimeColor;
    }
    // What is lifted towards white would seem to be of the frame on screen.
    if (cuboid == 2 && uColorMode != 5) {
      color = mix(color, uLiftColor, LIFT);
    } else if (height < GROUND_HEIGHT && uColorMode != 4) {
      // Mixed with the background instead of blended: needs no sorting and costs nothing.
      color = mix(uBackground, color, GROUND_OPACITY);
    }
    vColor = color;
    #ifdef OTHER_FRAME
      gl_Position = projectionMatrix * viewMatrix * vec4(place, 1.0);
    #else
      gl_Position = projectionMatrix * modelViewMatrix * vec4(position.xyz, 1.0);
    #endif
    gl_PointSize = uPointSize * uPixelRatio;
  }
`;

export const POINT_FRAGMENT_SHADER = /* glsl */ `
  precision mediump float;
  flat in vec3 vColor;
  out vec4 fragment;
  void main() { fragment = vec4(vColor, 1.0); }
`;
