// Runs before the scripts that need Node 24 and says, in one line, what to do where there is none. On Linux, npm ci puts
// one beside the project; elsewhere it has to be installed. Plain JavaScript: it has to run on the Node that is too old.

const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 18);

if (!isNewEnough) {
  process.stderr.write(
    `NODE_TOO_OLD: rebatch runs TypeScript as it is and needs Node 24 (22.18 at least), but this is ${process.version} ` +
      `on ${process.platform}-${process.arch}. Install Node 24 from https://nodejs.org; on Linux with glibc, x64 or arm64, ` +
      'npm ci without --omit=optional brings it along.\n',
  );
  process.exit(1);
}
