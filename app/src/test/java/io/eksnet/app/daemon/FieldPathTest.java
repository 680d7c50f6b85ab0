package io.eksnet.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FieldPathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          .a.b                            | {"a":{"b":1}}                       | {"a":{"b":2}}                       | {"a":{"b":1}}
          .a.b                            | {"a":{}}                            | {"a":{"b":2}}                       | {"a":{}}
          .l[name="x"].v                  | {"l":[{"name":"y","v":0},{"name":"x","v":1}]} | {"l":[{"name":"x","v":2}]} | {"l":[{"name":"x","v":1}]}
          .p[port=53,protocol="UDP"].n    | {"p":[{"port":53,"protocol":"UDP","n":"a"}]} | {"p":[{"port":53,"protocol":"TCP","n":"t"},{"port":53,"protocol":"UDP","n":"b"}]} | {"p":[{"port":53,"protocol":"TCP","n":"t"},{"port":53,"protocol":"UDP","n":"a"}]}
          .labels.app.kubernetes.io/name  | {"labels":{"app.kubernetes.io/name":"theirs"}} | {"labels":{"app.kubernetes.io/name":"ours"}} | {"labels":{"app.kubernetes.io/name":"theirs"}}
          .l[name="x"]                    | {"l":[]}                            | {"l":[{"name":"x"}]}                | {"l":[]}
          """)
  void aFieldBecomesWhatItIsInTheOtherObject(String path, String from, String to, String then) {
    ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(to);
    FieldPath.parse(path).copy(JsonMapper.shared().readTree(from), document);
    assertThat(document).isEqualTo(JsonMapper.shared().readTree(then));
  }
}
