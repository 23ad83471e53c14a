// An OpenID Connect provider for the tests: `node provider.mjs REDIRECT_URI...` prints its issuer and serves.
// POST /test/people sets who there is ({subject: claims}); POST /test/tamper spoils the next ID tokens.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { SignJWT, UnsecuredJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

const server = createServer()
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const issuer = `http://127.0.0.1:${server.address().port}`

const { privateKey } = await generateKeyPair('RS256', { extractable: true })
const { privateKey: strangersKey } = await generateKeyPair('RS256')
const key = { ...(await exportJWK(privateKey)), kid: 'tests', alg: 'RS256', use: 'sig' }
let people = {}
let tamper = ''

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'vandpunkt',
      client_secret: 'only-for-the-tests',
      redirect_uris: process.argv.slice(2),
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  scopes: ['openid', 'profile', 'email', 'groups'],
  claims: {
    openid: ['sub'],
    profile: ['name', 'preferred_username'],
    email: ['email'],
    groups: ['groups'],
  },
  pkce: { required: () => true },
  ttl: { Session: 3600, Grant: 3600, Interaction: 600, AccessToken: 600, IdToken: 600 },
  findAccount: (ctx, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
})

const spoilt = {
  audience: (claims) => sign({ ...claims, aud: 'somebody-else' }, privateKey),
  issuer: (claims) => sign({ ...claims, iss: 'https://example.org' }, privateKey),
  nonce: (claims) => sign({ ...claims, nonce: 'another' }, privateKey),
  expired: (claims) => sign({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 }, privateKey),
  signature: (claims) => sign(claims, strangersKey),
  unsigned: (claims) => new UnsecuredJWT(claims).encode(),
}
const sign = (claims, by) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'tests' }).sign(by)

provider.use(async (ctx, next) => {
  await next()
  if (ctx.path === '/token' && ctx.body?.id_token && tamper) {
    ctx.body.id_token = await spoilt[tamper](decodeJwt(ctx.body.id_token))
  }
})

const answer = provider.callback()
server.on('request', async (request, response) => {
  if (!request.url.startsWith('/test/')) return answer(request, response)
  let body = ''
  for await (const part of request) body += part
  if (request.url === '/test/people') people = JSON.parse(body)
  if (request.url === '/test/tamper') tamper = JSON.parse(body)
  response.writeHead(204).end()
})
console.log(`issuer ${issuer}`)
