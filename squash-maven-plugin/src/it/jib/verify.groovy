// SPDX-License-Identifier: Apache-2.0
assert new File(basedir, 'target/digest').text ==~ /sha256:[0-9a-f]{64}\n/

def manifest = new File(basedir, 'target/manifest.json')
def tar = ['tar', '-xf', 'target/small.tar', '-C', 'target', 'manifest.json'].execute(null, basedir)
assert tar.waitFor() == 0
assert manifest.text.contains('app:small"')
assert (manifest.text =~ /"Layers":\["[^"]*"\]/).find()
return true
