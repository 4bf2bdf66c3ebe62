// The figures at the top, each with its course and, for whoever points at it, what it is.
import { byId, el, fill } from '../draw/dom.ts';
import { sparkline } from '../draw/sparkline.ts';
import { store } from '../live/state.ts';
import { figuresOf } from '../model/figures.ts';

export function startStrip(): void {
  const strip = byId('strip');
  store.watch(
    ({ model, lines, deliveries, past }) => [model, lines, deliveries, past],
    ({ model, lines, deliveries, past }) => {
      if (model === null) return;
      const known = past === null ? lines : lines.filter(({ revision }) => revision <= past.revision);
      fill(
        strip,
        ...figuresOf(model, known, deliveries).map(({ name, value, course, help }) =>
          el('div', { class: 'figure', title: help }, el('dt', {}, name), el('dd', {}, value), sparkline(course)),
        ),
      );
    },
  );
}
