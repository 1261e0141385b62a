// SPDX-License-Identifier: Apache-2.0
/** The shell that a command runs in: its streams, terminal, colours and progress. */
package io.github.imagesquash.cli.terminal;
