// The part of dynalite's interface that the local stack uses; the package has no types.
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** How long a table stays in CREATING, in ms. */
    createTableMs?: number;
    /** The folder of the LevelDB store; in memory without. */
    path?: string;
  }

  function dynalite(options: DynaliteOptions): Server;
  export = dynalite;
}
