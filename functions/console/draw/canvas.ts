// A canvas that is as large as its place and sharp on every screen, and is drawn at most once a frame, only when asked to.
import type { Size } from '../model/projection.ts';

export class Sheet {
  readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly draw: (context: CanvasRenderingContext2D, size: Size) => void;
  private isAsked = false;

  constructor(canvas: HTMLCanvasElement, draw: (context: CanvasRenderingContext2D, size: Size) => void) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('the browser draws no canvas');
    this.canvas = canvas;
    this.context = context;
    this.draw = draw;
    new ResizeObserver(() => this.ask()).observe(canvas);
  }

  get size(): Size {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  ask(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      this.now();
    });
  }

  private now(): void {
    const { width, height } = this.size;
    if (width === 0 || height === 0) return;
    const ratio = window.devicePixelRatio;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== w) this.canvas.width = w;
    if (this.canvas.height !== h) this.canvas.height = h;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, width, height);
    this.draw(this.context, { width, height });
  }
}
