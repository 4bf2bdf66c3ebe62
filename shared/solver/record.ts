// A block's record in the working solution: offsets into `record`, in seconds from the snapshot's moment but where it says
// so. A block is dropped at max(pickup + a constant, another constant), order by order: what it is to a courier who comes
// at another moment follows from its release, latest, span and doors alone. Those that simulations read come first.

export const PICKUP = 0;
export const RELEASE = 1; // no pickup before it: all orders are ready, and none waits too long on board
export const LATEST = 2; // no pickup after it: the courier's end, doors that close, rides that are too long (never)
export const SPAN = 3; // seconds from the pickup moment to END, if no door kept the courier waiting
export const DOORS = 4; // END, if the pickup were infinitely early and every door kept the courier waiting
// The first piece of its suffix delay function, in long queues: what it and all blocks after it pay for a later pickup.
export const SUFFIX_SLOPE = 5; // points a second, if the block came later by up to SUFFIX_SLACK
export const SUFFIX_SLACK = 6; // seconds to where that changes, or a later block is no longer in time
export const END = 7; // departure from the last door
export const SLOPE = 8; // points a second, if the whole block came later by up to SLACK
export const SLACK = 9; // seconds to where that changes
export const EARLIEST = 10; // arrival + parking, before waiting for the orders and the store
export const SERVICE = 11; // seconds from the pickup moment to departure
export const MAX_READY = 12;
export const MIN_READY = 13;
export const PENDING = 14; // the first of the courier's breaks that is not taken before the block
export const IS_TIMED = 15; // 1: an order of it has a door window or a limit of its ride
export const COST = 16; // points of the courier's blocks up to this one, their metres included
export const IS_BROKEN = 17; // 1: one of them is infeasible
export const RELEASED = 18; // nobody sets out for it before this
export const RECORD = 19;

// Its places: offsets into `places`, integers.
export const STORE = 0;
export const STORE_NODE = 1;
export const PARKING = 2; // seconds from arrival at the store to the pickup moment at the earliest
export const LAST_NODE = 3; // the last door
export const PLACES = 4;
