// `node --import` of this file: a mutant, named by the environment, takes the place of the code as it is loaded.
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mutate } from './apply.ts';
import { MUTANTS } from './mutants.ts';

/** Names the mutant. */
const VARIABLE = 'REBATCH_MUTANT';
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

const mutant = MUTANTS.find(({ name }) => name === process.env[VARIABLE]);
if (mutant === undefined) throw new Error(`MUTANT_UNKNOWN: ${VARIABLE} names no mutant. Run chaos -- --mutants.`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const file = url.startsWith('file:') ? fileURLToPath(url).slice(ROOT.length) : '';
    if (!mutant.edits.some((edit) => edit.file === file)) return loaded;
    return { ...loaded, source: mutate(String(loaded.source), file, mutant) };
  },
});
