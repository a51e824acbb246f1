const canvas = document.createElement('canvas').getContext('2d', {
  willReadFrequently: true,
}) as CanvasRenderingContext2D;

/** Any CSS colour as the browser paints it: red, green, blue and opacity, 0 to 255. */
const paint = (colour: string): [number, number, number, number] => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, opacity = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, opacity];
};

const hexes = new Map<string, string>();

/** Any CSS colour in hexadecimal digits, with those of its opacity where it is not opaque; empty for one that is clear. */
export const hexOf = (colour: string): string => {
  const known = hexes.get(colour);
  if (known !== undefined) return known;
  const [red, green, blue, opacity] = paint(colour).map((channel) => channel.toString(16).padStart(2, '0'));
  const hex = opacity === '00' ? '' : `#${red}${green}${blue}${opacity === 'ff' ? '' : opacity}`;
  hexes.set(colour, hex);
  return hex;
};

/** Relative luminance (WCAG 2.2, definitions). */
const luminance = (colour: string): number => {
  const [red, green, blue] = paint(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast ratio of two opaque CSS colours, 1 to 21 (WCAG 2.2, definitions). */
export const contrastRatio = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};
