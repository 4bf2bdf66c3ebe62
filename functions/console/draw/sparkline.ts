// A course as a line without a scale: whether it goes up or down, and where it is now.

const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT] = [96, 24];

export function sparkline(values: readonly number[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('class', 'spark');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('preserveAspectRatio', 'none');
  if (values.length > 1) svg.append(lineOf(values));
  return svg;
}

function lineOf(values: readonly number[]): SVGPolylineElement {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const spread = most - least || 1;
  const line = document.createElementNS(SVG, 'polyline');
  const at = (value: number, index: number): string => {
    const x = (index / (values.length - 1)) * WIDTH;
    const y = most === least ? HEIGHT / 2 : HEIGHT - 2 - ((value - least) / spread) * (HEIGHT - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  line.setAttribute('points', values.map(at).join(' '));
  return line;
}
