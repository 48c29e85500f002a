package io.afterword.survey.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.survey.definition.Definition;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.UncheckedIOException;
import java.util.Collection;

/**
 * A definition as the database keeps it. Fields that are not known are ignored here, unlike at the
 * API: while a new release rolls out, the older one reads what the newer one wrote.
 */
@Converter
class DefinitionJson implements AttributeConverter<Definition, String> {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  @Override
  public String convertToDatabaseColumn(Definition definition) {
    return write(definition);
  }

  @Override
  public Definition convertToEntityAttribute(String text) {
    return read(text);
  }

  static String write(Definition definition) {
    try {
      return JSON.writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Definition read(String text) {
    try {
      return JSON.readValue(text, Definition.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(Definition definition) {
    return JSON.valueToTree(definition);
  }

  static JsonNode texts(Collection<String> texts) {
    return JSON.valueToTree(texts);
  }
}
