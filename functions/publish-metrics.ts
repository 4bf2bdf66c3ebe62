// A middleware that writes the metrics of an invocation when it is over, however it ended.
import type { MiddlewareObj } from '@middy/core';

export function publishMetrics(metrics: { publish(): void }): MiddlewareObj<unknown, unknown> {
  const publish = () => metrics.publish();
  return { after: publish, onError: publish };
}
