// A certified OpenID Connect provider (npm oidc-provider) that behaves, or misbehaves on request: PUT /mode/{name}.
// It listens on a free port of this machine, says which, and ends when its standard input is closed.
import http from 'node:http';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { Provider } from 'oidc-provider';

const strong = 'urn:be:fedict:iam:fas:Level450';
const weak = 'urn:be:fedict:iam:fas:Level300';
const callback = process.env.CALLBACK ?? 'https://identite.localhost/retour/certifie';
const sealedCallback = process.env.SEALED_CALLBACK ?? 'https://identite.localhost/retour/certifie-scelle';
const keyCallback = process.env.KEY_CALLBACK ?? 'https://identite.localhost/retour/certifie-cle';
const secret = 'a secret of forty characters for the tests';
let mode = 'good';

const jwk = (pair) => pair.privateKey.export({ format: 'jwk' });
const rsa = () => crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const ours = rsa();
const stranger = rsa();
const client = rsa();
const reader = rsa();
if (process.env.CLIENT_KEY_FILE) {
  fs.writeFileSync(process.env.CLIENT_KEY_FILE, JSON.stringify({ ...jwk(client), kid: 'perron', use: 'sig', alg: 'RS256' }));
  fs.writeFileSync(`${process.env.CLIENT_KEY_FILE}.enc`, JSON.stringify({ ...jwk(reader), kid: 'perron-enc', use: 'enc', alg: 'RSA-OAEP' }));
}

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...jwk(ours), kid: 'ours', use: 'sig', alg: 'RS256' }] },
    clients: [
      { client_id: 'perron', client_secret: secret, redirect_uris: [callback], token_endpoint_auth_method: 'client_secret_post' },
      {
        client_id: 'perron-key', redirect_uris: [keyCallback], token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'RS256',
        jwks: { keys: [{ ...client.publicKey.export({ format: 'jwk' }), kid: 'perron', use: 'sig', alg: 'RS256' }] },
      },
      // The token encrypted for us, as itsme sends it; what is told beside it signed, as the federal service does.
      {
        client_id: 'perron-sealed', redirect_uris: [sealedCallback], token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'RS256',
        id_token_signed_response_alg: 'RS256', id_token_encrypted_response_alg: 'RSA-OAEP', id_token_encrypted_response_enc: 'A128CBC-HS256',
        userinfo_signed_response_alg: 'RS256',
        jwks: {
          keys: [
            { ...client.publicKey.export({ format: 'jwk' }), kid: 'perron', use: 'sig', alg: 'RS256' },
            { ...reader.publicKey.export({ format: 'jwk' }), kid: 'perron-enc', use: 'enc', alg: 'RSA-OAEP' },
          ],
        },
      },
    ],
    scopes: ['openid', 'profile', 'email', 'egovnrn'],
    claims: { openid: ['sub'], profile: ['givenName', 'surname'], email: ['email'], egovnrn: ['egovNRN'], acr: null, amr: null },
    acrValues: [strong, weak],
    pkce: { required: () => true },
    cookies: { keys: ['tests'] },
    features: { devInteractions: { enabled: false }, encryption: { enabled: true }, jwtUserinfo: { enabled: true } },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, givenName: 'Claire', surname: 'Dubois', email: 'Karim.Benali@braine.example.org', ...(mode === 'no-number' ? {} : { egovNRN: '85073003328' }) }),
    }),
  });
  provider.use(misbehave(issuer));
  const serve = provider.callback();
  server.on('request', async (request, response) => {
    if (request.url.startsWith('/mode/')) {
      mode = request.url.slice('/mode/'.length);
      response.end();
    } else if (request.url.startsWith('/interaction/')) {
      await interact(provider, request, response);
    } else {
      serve(request, response);
    }
  });
  console.log(`listening ${issuer}`);
});
process.stdin.on('end', () => process.exit(0)).resume();

// Nobody types anything here: the person is Claire, by the means that the mode says.
async function interact(provider, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  if (mode === 'cancel') {
    return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'the person has stopped' });
  }
  const accountId = mode === 'new-sub' ? 'claire-again' : 'claire';
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(request, response, {
    login: { accountId, acr: mode === 'low' ? weak : strong, amr: ['eid'] }, consent: { grantId: await grant.save() },
  }, { mergeWithLastSubmission: false });
}

const misbehave = (issuer) => async (ctx, next) => {
  await next();
  const location = ctx.response.get('location');
  if (mode === 'mix-up' && location.includes('code=')) {
    ctx.set('location', location.replace(encodeURIComponent(issuer), encodeURIComponent('https://other.example')));
  }
  if (ctx.path === '/token' && ctx.body?.id_token) {
    ctx.body.id_token = forge(ctx.body.id_token);
  }
};

function forge(token) {
  if (token.split('.').length === 5) {
    return token; // sealed for the client: nobody else can read it
  }
  const [head, body] = token.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')));
  switch (mode) {
    case 'nonce': return sign(head, { ...body, nonce: 'another' });
    case 'no-nonce': return sign(head, { ...body, nonce: undefined });
    case 'mfa': return sign(head, { ...body, amr: ['pwd', 'mfa'] });
    case 'no-acr': return sign(head, { ...body, acr: undefined });
    case 'expired': return sign(head, { ...body, iat: body.iat - 7200, exp: body.exp - 7200 });
    case 'audience': return sign(head, { ...body, aud: 'somebody-else' });
    case 'issuer': return sign(head, { ...body, iss: 'https://other.example' });
    case 'other-key': return sign(head, body, stranger.privateKey);
    case 'tampered': return `${part(head)}.${part({ ...body, sub: 'somebody' })}.${token.split('.')[2]}`;
    case 'none': return `${part({ ...head, alg: 'none' })}.${part(body)}.`;
    case 'hs256': {
      const text = `${part({ ...head, alg: 'HS256' })}.${part(body)}`;
      return `${text}.${crypto.createHmac('sha256', secret).update(text).digest('base64url')}`;
    }
    case 'hs256-public': {
      const text = `${part({ ...head, alg: 'HS256' })}.${part(body)}`;
      return `${text}.${crypto.createHmac('sha256', ours.publicKey.export({ type: 'spki', format: 'pem' })).update(text).digest('base64url')}`;
    }
    default: return token;
  }
}

function sign(head, body, key = ours.privateKey) {
  const text = `${part(head)}.${part(body)}`;
  return `${text}.${crypto.sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

function part(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
