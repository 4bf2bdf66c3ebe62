// Opaque identifiers as types: strings that remember what they name, so that an order id is never passed as a courier id.

declare const named: unique symbol;
type Id<N extends string> = string & { readonly [named]?: N };

export type ZoneId = Id<'zone'>;
export type OrderId = Id<'order'>;
export type CourierId = Id<'courier'>;
export type StoreId = Id<'store'>;
export type EventId = Id<'event'>;
/** Names one batch offered to one courier; every order of the batch carries it. */
export type OfferId = Id<'offer'>;
export type PolicyId = Id<'policy'>;
