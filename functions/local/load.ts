// `npm run -s load`: imports CSV files through the HTTP API.
import { loadCommand } from './load/load-command.ts';

await loadCommand().parseAsync();
