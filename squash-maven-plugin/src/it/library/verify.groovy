// SPDX-License-Identifier: Apache-2.0
def guide = new File(basedir, '../../../../docs/guide/library.md').text
def example = guide.substring(guide.indexOf('```java\n') + 8, guide.indexOf('\n```\n'))
def program = new File(basedir, 'src/main/java/app/Main.java').text.replaceAll(/\s+/, ' ')
assert program.contains(example.replaceAll(/\s+/, ' '))
assert new File(basedir, 'target/classes/app/Main.class').exists()
return true
