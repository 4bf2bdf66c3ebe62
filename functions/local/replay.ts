// `npm run -s replay -- FILE|ZONE/REVISION ...`: does kept solves again and says whether they come out the same.
import { replayCommand } from './replay/replay-command.ts';

await replayCommand().parseAsync();
