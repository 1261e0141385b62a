// SPDX-License-Identifier: Apache-2.0
/** The files of a merged tree as a user names and lists them. */
package io.github.imagesquash.files;
