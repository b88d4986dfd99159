import { DataTexture, FloatType, RGBAFormat, RGBAIntegerFormat, UnsignedShortType } from 'three';

export interface TextureData<T> {
  readonly data: T;
  readonly width: number;
  readonly height: number;
}

/** RGBA, float32. */
export function floatTexture({ data, width, height }: TextureData<Float32Array>): DataTexture {
  return uploaded(new DataTexture(data, width, height, RGBAFormat, FloatType));
}

/** RGBA, whole numbers of 16 bits. */
export function cellsTexture({ data, width, height }: TextureData<Uint16Array>): DataTexture {
  return uploaded(new DataTexture(data, width, height, RGBAIntegerFormat, UnsignedShortType));
}

/** The texture with other contents, or another one where they have another size: that of one cannot be changed. */
export function withData<T extends Float32Array | Uint16Array>(
  texture: DataTexture,
  next: TextureData<T>,
  create: (data: TextureData<T>) => DataTexture,
): DataTexture {
  const { image } = texture;
  if (image.width !== next.width || image.height !== next.height) {
    texture.dispose();
    return create(next);
  }
  image.data = next.data;
  return uploaded(texture);
}

function uploaded(texture: DataTexture): DataTexture {
  texture.needsUpdate = true;
  return texture;
}
