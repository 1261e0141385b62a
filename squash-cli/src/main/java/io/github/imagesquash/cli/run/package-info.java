// SPDX-License-Identifier: Apache-2.0
/** What every run of a command does: progress, result files, the report, the exit code. */
package io.github.imagesquash.cli.run;
