// SPDX-License-Identifier: Apache-2.0
// The log has the builds one after the other.
def log = new File(basedir, 'build.log').text
assert !new File(basedir, 'new.tar').exists()
[
    'has no parameter -Dsquash.keepbase; did you mean -Dsquash.keepBase?',
    '--keep-base',
    'image.tar',
    '<javaHome>',
].each { assert log.contains(it) : it }
return true
