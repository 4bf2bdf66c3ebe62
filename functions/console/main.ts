// The console: every view looks at one state, and the zone is followed into it.
import { byId } from './draw/dom.ts';
import { explainSelected } from './live/actions.ts';
import { begin } from './live/follow.ts';
import { type State, store } from './live/state.ts';
import { startDetail } from './views/detail.ts';
import { startHeader, startTheme } from './views/header.ts';
import { startKeys } from './views/keys.ts';
import { startLists } from './views/lists.ts';
import { startMap } from './views/map.ts';
import { startPolicy } from './views/policy.ts';
import { startRevisions } from './views/revision.ts';
import { startStrip } from './views/strip.ts';
import { startTimeline } from './views/timeline.ts';

const SIDES = ['detail', 'revision', 'policy'] as const;
const VIEWS = ['map', 'timeline', 'lists', 'side'] as const;

startTheme();
startHeader();
startStrip();
startMap();
startTimeline();
startLists();
const panel = byId('side-panel');
startDetail(panel);
startRevisions(panel);
startPolicy(panel);
startKeys();
explainSelected();
for (const side of SIDES) byId(`tab-${side}`).addEventListener('click', () => store.set({ side }));
for (const view of VIEWS) byId(`show-${view}`).addEventListener('click', () => store.set({ view }));
store.watch(({ side, view }) => [side, view], showChosen);
void begin();

function showChosen({ side, view }: State): void {
  for (const one of SIDES) byId(`tab-${one}`).setAttribute('aria-selected', String(one === side));
  panel.setAttribute('aria-labelledby', `tab-${side}`);
  for (const one of VIEWS) byId(`show-${one}`).setAttribute('aria-pressed', String(one === view));
  document.body.dataset.view = view;
}
