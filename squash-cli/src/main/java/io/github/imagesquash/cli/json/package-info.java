/** The form of all JSON documents. */
package io.github.imagesquash.cli.json;
