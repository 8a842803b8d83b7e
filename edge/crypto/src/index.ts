export { keyPair, verifyEd25519 } from './ed25519.ts';
export { nodeHasher } from './hasher.ts';
export { type KeyFileError, openSaltKeyFile, openSignerFile } from './key-file.ts';
export { type NoteSigner, noteSigner, noteVerifier } from './signer.ts';
