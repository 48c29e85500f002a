/** The images and docker-compose.yml, built and run by a real container engine. */
@NullMarked
package io.afterword.dev.images;

import org.jspecify.annotations.NullMarked;
