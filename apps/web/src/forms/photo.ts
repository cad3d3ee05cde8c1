/** Makes a photo small enough for a bad network: drawn anew, so that nothing of the camera or of the place goes along. */

/** Longest side in pixels, and size in bytes, of a photo that is sent. */
const longestSide = 1600;
const most = 300 * 1024;
const qualities = [0.85, 0.75, 0.65, 0.5, 0.35];

/** Width and height with the longest side at most `side` pixels; never larger than they are. */
export function fit(width: number, height: number, side = longestSide): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function draw(image: ImageBitmap, side: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, fit(image.width, image.height, side));
  const pen = canvas.getContext('2d')!;
  // what was transparent would turn black in a JPEG
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const jpegOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));

/** The photo as a JPEG of at most 1600 pixels and 300 KB; throws where the file is no picture. */
export async function shrink(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    for (let side = longestSide; side >= 400; side = Math.round(side * 0.75)) {
      const canvas = draw(image, side);
      for (const quality of qualities) {
        const small = await jpegOf(canvas, quality);
        if (small && small.size <= most) return small;
      }
    }
    throw new Error('the picture stays too large');
  } finally {
    image.close();
  }
}
