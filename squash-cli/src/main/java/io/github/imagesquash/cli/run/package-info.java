// SPDX-License-Identifier: Apache-2.0
/** The parts that every run of a command has: progress, result files, the report, the exit code. */
package io.github.imagesquash.cli.run;
