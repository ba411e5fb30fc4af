using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Perron.Tests.Support;
using Perron.Tests.Walls;
namespace Perron.Tests.Programs;

/// <summary>The published description of the interface.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public async Task It_is_OpenAPI_3_1_without_a_fault_and_says_everything_that_a_key_opens()
    {
        await using var portal = await Portal.Open();
        var json = await portal.Visit(portal.Braine).Http.GetStringAsync("/openapi/v1.json");
        var read = OpenApiDocument.Parse(json, OpenApiConstants.Json, new OpenApiReaderSettings());
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        var operations = read.Document!.Paths.SelectMany(path => path.Value.Operations!.Select(operation => (Path: path.Key, Method: operation.Key.Method, Says: operation.Value))).ToList();
        Assert.Equal(
            Plan.Written.Where(wall => wall.Door == Door.Programs).Select(wall => wall.ToString().Replace(":guid", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            operations.Select(one => $"{one.Method.ToUpperInvariant()} {one.Path}").Order(StringComparer.Ordinal));
        Assert.All(operations, one =>
        {
            Assert.NotEmpty(one.Says.Summary!);
            Assert.NotEmpty(one.Says.OperationId!);
            Assert.Contains("Needs the scope", one.Says.Description, StringComparison.Ordinal);
            Assert.True(one.Says.Responses!.ContainsKey("401") && one.Says.Responses.ContainsKey("403") && one.Says.Responses.ContainsKey("429"));
            Assert.All(one.Says.Parameters ?? [], parameter => Assert.NotEmpty(parameter.Description!));
            var given = one.Says.Responses.First(answer => answer.Key.StartsWith('2')).Value.Content!;
            Assert.True(!given.ContainsKey("application/json") || given["application/json"] is { Schema: not null, Example: not null }, one.Path);
        });
        Assert.Equal("bearer", Assert.Single(read.Document.Components!.SecuritySchemes!).Value.Scheme);
        Assert.Single(read.Document.Security!);
        Assert.Equal(operations.Count, operations.Select(one => one.Says.OperationId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_given_holds_every_field_that_the_description_promises()
    {
        await using var portal = await Portal.Open();
        var program = await portal.Connect();
        var described = JsonNode.Parse(await program.Http.GetStringAsync("/openapi/v1.json"))!;
        foreach (var path in new[] { "/api/v1/procedures", "/api/v1/cases", "/api/v1/events" })
        {
            var schema = described["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>().Split('/')[^1];
            var promised = described["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(one => one.Key);
            Assert.Equal(promised.Order(StringComparer.Ordinal), (await program.Given(path)).AsObject().Select(one => one.Key).Order(StringComparer.Ordinal));
        }
    }
}
