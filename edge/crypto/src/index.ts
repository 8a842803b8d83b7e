export { keyPair, verifyEd25519, verifyEd25519Now } from './ed25519.ts';
export { nodeHasher } from './hasher.ts';
export { type KeyFileError, openSaltKeyFile, openSignerFile } from './key-file.ts';
export { type NoteSigner, noteSigner, noteVerifier } from './signer.ts';
