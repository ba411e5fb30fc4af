using System.Net;
using Npgsql;
using Perron.Platform.Catalogue;
using Perron.Tests.Support;
namespace Perron.Tests.Platform;

/// <summary>What the house does when something around it fails, or somebody knocks too often.</summary>
public sealed class TroubleTests
{
    private static readonly string[] StartVerbs = ["migrate", "demo"];

    [Fact]
    public async Task Without_its_database_the_house_says_so_and_comes_back_by_itself()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite is a file of the house itself.");
        var database = await TestDatabase.New();
        var real = new NpgsqlConnectionStringBuilder(database.Connection);
        await using var proxy = new RefusingProxy(Path.Combine(real.Host!, ".s.PGSQL.5432"));
        proxy.Open();
        var through = new NpgsqlConnectionStringBuilder(database.Connection) { Host = "127.0.0.1", Port = proxy.Port };
        await using var portal = await Portal.Open(("Perron:Database", $"Host=127.0.0.1;{through.ConnectionString.Replace("Host=127.0.0.1;", "", StringComparison.Ordinal)}"));
        var visitor = portal.Visit(portal.Braine);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open("/verifier/ABCDABCDABCDABCD?un")).Status is HttpStatusCode.NotFound ? HttpStatusCode.OK : visitor.Status);

        proxy.Shut();
        var away = await visitor.Open("/verifier/ABCDABCDABCDABCD?deux");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
        Assert.Equal("10", Assert.Single(away.Response.Headers.GetValues("Retry-After")));
        Assert.True(away.Shows("Le site revient de lui-même"), away.Text);
        Assert.DoesNotContain("Npgsql", away.Body, StringComparison.Ordinal);

        proxy.Open();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/verifier/ABCDABCDABCDABCD?trois")).Status);
    }

    [Fact]
    public async Task Who_knocks_too_often_is_asked_to_wait_in_words()
    {
        await using var portal = await Portal.Open(("Perron:RateFactor", "1"));
        var visitor = await portal.Visit(portal.Braine).Open("/suivi");
        for (var knocks = 0; knocks < 21 && visitor.Status != HttpStatusCode.TooManyRequests; knocks++)
        {
            await visitor.Post("/suivi", [.. visitor.FieldsOf().Where(field => field.Name != "reference" && field.Name != "courriel"), ("reference", "BLA-7F3K-29"), ("courriel", "x@example.org")]);
            if (visitor.Status != HttpStatusCode.TooManyRequests)
            {
                await visitor.Open("/suivi");
            }
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.True(visitor.Shows("Patientez une minute"), visitor.Text);
        Assert.Equal(HttpStatusCode.OK, (await portal.Visit(portal.Boussu).Open("/suivi")).Status);
    }

    [Theory]
    [InlineData("archetypes/certificate.yaml", "initial: submitted", "initial: nowhere")]
    [InlineData("procedures/composition-de-menage.yaml", "when: pour-qui == 'autre'", "when: pour-qui = autre")]
    [InlineData("procedures/composition-de-menage.yaml", "slug: pour-qui", "\tslug: pour-qui")]
    [InlineData("communes/boussu/theme.json", "\"brand\"", "\"brnad\"")]
    [InlineData("communes/boussu/commune.yaml", "languages: [fr]", "languages: [wa]")]
    public void A_broken_file_of_the_catalogue_stops_the_start_with_its_name_and_remedy(string file, string right, string wrong)
    {
        var catalogue = Copy(Repository.Path("catalogue"));
        var broken = Path.Combine(catalogue, file);
        File.WriteAllText(broken, File.ReadAllText(broken).Replace(right, wrong, StringComparison.Ordinal));
        var database = Path.Combine(catalogue, "test.db");
        var fault = Assert.ThrowsAny<CatalogueFault>(() =>
        {
            foreach (var verb in StartVerbs)
            {
                string[] args = [verb, .. TestDatabase.Settings($"Data Source={database};Pooling=false").Select(setting => $"--{setting.Key}={(setting.Key == "Perron:Catalogue" ? catalogue : setting.Value)}")];
                typeof(Program).Assembly.EntryPoint!.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [args], null);
            }
        });
        Assert.Contains($"catalogue/{file}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line", fault.Message, StringComparison.Ordinal);
        System.IO.Directory.Delete(catalogue, recursive: true);
    }

    private static string Copy(string folder)
    {
        var copy = System.IO.Directory.CreateTempSubdirectory("perron-catalogue-").FullName;
        foreach (var file in System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
