// How calls of the API say who is asking: by a token, by signing with the usual AWS credentials, or, to this machine, not at all.
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { AwsClient } from 'aws4fetch';
import type { ClientOptions } from '../../shared/client/client.ts';

/** Where `npm start` serves it. */
export const LOCAL_API = 'http://127.0.0.1:8787';

type Access = Required<Pick<ClientOptions, 'url' | 'fetch'>>;

/** @param token a JWT; undefined: calls to another machine are signed (AWS Signature Version 4) */
export function accessTo(url: string, token: string | undefined): Access {
  if (token !== undefined)
    return {
      url,
      fetch: (address, init) =>
        fetch(address, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), Authorization: `Bearer ${token}` },
        }),
    };
  const host = URL.parse(url)?.hostname ?? '';
  if (['localhost', '127.0.0.1', '[::1]'].includes(host))
    return { url, fetch: (address, init) => fetch(address, init) };
  const region = /\.execute-api\.([a-z0-9-]+)\./.exec(host)?.[1] ?? process.env.AWS_REGION ?? 'us-east-1';
  const credentials = defaultProvider();
  return {
    url,
    fetch: async (address, init) => {
      const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
      const signer = new AwsClient({
        accessKeyId,
        secretAccessKey,
        ...(sessionToken && { sessionToken }),
        region,
        service: 'execute-api',
        retries: 0,
      });
      return signer.fetch(address, init);
    },
  };
}
