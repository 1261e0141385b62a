// SPDX-License-Identifier: Apache-2.0
/** The commands {@code squash fleet …}: policy and options to plan, plan to text. */
package io.github.imagesquash.cli.fleet;
