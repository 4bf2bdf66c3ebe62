// A block's record in the working solution: offsets into `record`, in seconds from the snapshot's moment but where it says
// so. A block is dropped at max(pickup + a constant, another constant), order by order: what it is to a courier who comes
// at another moment follows from its release, latest, span and doors alone. The first eight are what simulations read:
// one cache line.

export const PICKUP = 0;
export const RELEASE = 1; // no pickup before it: all orders are ready, and none waits too long on board
export const LATEST = 2; // no pickup after it: the courier's end, doors that close, rides that are too long (never)
export const SLOPE = 3; // points a second, if the whole block came later by up to SLACK
export const SLACK = 4; // seconds to where the slope next changes
export const SPAN = 5; // seconds from the pickup moment to END, if no door kept the courier waiting
export const DOORS = 6; // END, if the pickup were infinitely early and every door kept the courier waiting
export const END = 7; // departure from the last door
export const EARLIEST = 8; // arrival + parking, before waiting for the orders and the store
export const SERVICE = 9; // seconds from the pickup moment to departure
export const MAX_READY = 10;
export const MIN_READY = 11;
export const PENDING = 12; // the first of the courier's breaks that is not taken before the block
export const IS_TIMED = 13; // 1: an order of it has a door window or a limit of its ride
export const COST = 14; // points of the courier's blocks up to this one, their metres included
export const IS_BROKEN = 15; // 1: one of them is infeasible
export const RECORD = 16;

// Its places: offsets into `places`, integers.
export const STORE = 0;
export const STORE_NODE = 1;
export const PARKING = 2; // seconds from arrival at the store to the pickup moment at the earliest
export const LAST_NODE = 3; // the last door
export const PLACES = 4;
