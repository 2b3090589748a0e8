/**
 * Counts how often each level occurs in a picture, per channel [3 × 256].
 *
 * Large pictures are thinned out as lerobot does (compute_stats.py auto_downsample_height_width).
 */
export function countLevels(levels: Float64Array, pixels: Uint8Array, width: number, height: number): void {
  const longest = Math.max(width, height);
  const step = longest < 300 ? 1 : Math.floor(longest / 150);
  for (let row = 0; row < height; row += step) {
    const end = (row + 1) * width * 3;
    for (let start = row * width * 3; start < end; start += 3 * step) {
      const [red, green, blue] = [pixels[start] ?? 0, pixels[start + 1] ?? 0, pixels[start + 2] ?? 0];
      levels[red] = (levels[red] ?? 0) + 1;
      levels[256 + green] = (levels[256 + green] ?? 0) + 1;
      levels[512 + blue] = (levels[512 + blue] ?? 0) + 1;
    }
  }
}
