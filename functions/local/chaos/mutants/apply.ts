// Applies a mutant to the text of a file.
import type { Mutant } from './mutants.ts';

/** The file's text with the mutant's edits. Throws when what is to be edited does not stand there exactly once. */
export function mutate(text: string, file: string, { name, edits }: Mutant): string {
  let mutated = text;
  for (const { find, replace } of edits.filter((edit) => edit.file === file)) {
    const places = mutated.split(find).length - 1;
    if (places !== 1)
      throw new Error(`mutant ${name}: "${find}" stands ${places} times in ${file}. Adapt the mutant to the code`);
    mutated = mutated.replace(find, () => replace);
  }
  return mutated;
}
