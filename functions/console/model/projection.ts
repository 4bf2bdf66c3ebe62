// From places to pixels and back. Degrees become metres on a plane around the zone's middle; no tiles, so no other
// projection is needed. A view is a middle and a scale, kept while the zone lives on.
import type { Place } from './types.ts';

export interface View {
  /** In the plane: metres east and north of the zone's middle. */
  readonly x: number;
  readonly y: number;
  /** Pixels a metre. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const METRES_PER_MICRODEGREE = 0.111_32;
const MARGIN = 36;

/** Places of a zone on a plane. */
export type Plane = (place: Place) => Point;

export function planeOf(places: readonly Place[], isPlanar: boolean): Plane {
  const lats = places.map(({ lat }) => lat);
  const lngs = places.map(({ lng }) => lng);
  const middle = { lat: middleOf(lats), lng: middleOf(lngs) };
  if (isPlanar) return ({ lat, lng }) => ({ x: lng - middle.lng, y: lat - middle.lat });
  const narrow = Math.cos((middle.lat / 1e6) * (Math.PI / 180));
  return ({ lat, lng }) => ({
    x: (lng - middle.lng) * METRES_PER_MICRODEGREE * narrow,
    y: (lat - middle.lat) * METRES_PER_MICRODEGREE,
  });
}

const middleOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;

/** The view in which all points are seen. */
export function viewOfAll(points: readonly Point[], { width, height }: Size): View {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const spread = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(200, spread(xs)),
    (height - 2 * MARGIN) / Math.max(200, spread(ys)),
  );
  return { x: middleOf(xs), y: middleOf(ys), scale: Math.max(scale, 1e-4) };
}

export const toScreen = ({ x, y }: Point, view: View, { width, height }: Size): Point => ({
  x: width / 2 + (x - view.x) * view.scale,
  y: height / 2 - (y - view.y) * view.scale,
});

const MOST_SCALE = 2;
const LEAST_SCALE = 1e-3;

/** Closer or further by a factor; what is under `at`, in pixels, stays there. */
export function zoomed(view: View, factor: number, at: Point, { width, height }: Size): View {
  const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, view.scale * factor));
  const [dx, dy] = [at.x - width / 2, at.y - height / 2];
  return {
    scale,
    x: view.x + dx / view.scale - dx / scale,
    y: view.y - dy / view.scale + dy / scale,
  };
}

export const panned = (view: View, dx: number, dy: number): View => ({
  ...view,
  x: view.x - dx / view.scale,
  y: view.y + dy / view.scale,
});
