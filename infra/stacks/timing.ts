// Times that functions and their queues have to agree on, in seconds. The re-optimizer's are settings of the stage.

/** Time-outs: a batch of ten messages with all writes tried again once. */
export const INGEST_SEC = 30;
export const POSITIONS_SEC = 15;
export const TICK_SEC = 30;
/** The gateway gives up after 30. A question to a large zone takes seconds. */
export const API_SEC = 29;
/** How long the positions queue lets a batch fill: positions are many, small, and not urgent. */
export const POSITIONS_WINDOW_SEC = 2;
