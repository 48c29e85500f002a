/**
 * The shell of all staff pages: header, navigation over the three services, stylesheet, drawing
 * tags, the files of pages ({@link io.afterword.platform.page.PageFile}), and the headers that keep
 * pages safe. A page of a service is a Qute template that begins with {@code {#include shell
 * title="Scores" active="scores"}}; {@code shell.css} lists its classes.
 */
@NullMarked
package io.afterword.platform.page;

import org.jspecify.annotations.NullMarked;
