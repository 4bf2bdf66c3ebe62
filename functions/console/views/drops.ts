// Orders are dragged out of a list and dropped on a courier, wherever one is shown.
import { store } from '../live/state.ts';
import type { Point } from '../model/projection.ts';
import { askToPin } from './pin-dialog.ts';

const TYPE = 'application/x-rebatch-order';

export function carry(element: HTMLElement, orderId: string): void {
  element.draggable = true;
  element.addEventListener('dragstart', ({ dataTransfer }) => {
    dataTransfer?.setData(TYPE, orderId);
    dataTransfer?.setData('text/plain', orderId);
    if (dataTransfer) dataTransfer.effectAllowed = 'link';
  });
}

/** @param courierAt the courier at a point of the element; null: there is none */
export function acceptDrops(element: HTMLElement, courierAt: (point: Point) => string | null): void {
  const at = ({ offsetX: x, offsetY: y }: DragEvent): string | null => courierAt({ x, y });
  element.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes(TYPE)) return;
    const courierId = at(event);
    store.set({ dropOn: courierId });
    if (courierId !== null) event.preventDefault();
  });
  element.addEventListener('dragleave', () => store.set({ dropOn: null }));
  element.addEventListener('drop', (event) => {
    const [courierId, orderId] = [at(event), event.dataTransfer?.getData(TYPE)];
    store.set({ dropOn: null });
    if (courierId === null || !orderId) return;
    event.preventDefault();
    askToPin(orderId, courierId);
  });
}
