// Every AWS client that a function makes is shown here once, before its first call. Tracing or the local stack's faults may
// subscribe and add middleware; in the cloud nobody does, and showing a client costs nothing.
import { channel } from 'node:diagnostics_channel';

export const AWS_CLIENTS = 'rebatch:aws-client';

const clients = channel(AWS_CLIENTS);

/** Answers the client itself. */
export function shown<C extends object>(client: C): C {
  clients.publish(client);
  return client;
}
