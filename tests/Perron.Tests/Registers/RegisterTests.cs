using System.Net;
using System.Net.Http.Json;
using NodaTime;
using Perron.Belgium;
using Perron.Communes;
using Perron.Platform.Storage;
using Perron.Registers;
using Perron.Tests.Support;
namespace Perron.Tests.Registers;

/// <summary>What the population register says, and what happens when it says nothing.</summary>
public sealed class RegisterTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 7, 0);
    private static readonly NationalNumber Claire = NationalNumber.Parse("85073003328")!.Value;
    private static readonly Commune Braine = new() { Id = CommuneId.New(), Slug = "braine-lalleud", Name = "Braine-l'Alleud", Host = "braine-lalleud.localhost", Letters = "BLA", Theme = "{}" };

    [Fact]
    public async Task The_simulated_register_knows_a_household_by_number_and_by_name_without_accents()
    {
        var register = new SimulatedRegister(Repository.Path("catalogue"));
        var byNumber = Assert.IsType<RegisterAnswer.Found>(await register.HouseholdOf(Braine, Claire, Now, CancellationToken.None));
        Assert.Equal(["Claire Dubois", "Thomas Leroy", "Élise Leroy"], byNumber.Household.Members.Select(member => member.Person.FullName));
        var byName = Assert.IsType<RegisterAnswer.Found>(await register.HouseholdOf(Braine, "ELISE", "leroy", new(2014, 3, 9), Now, CancellationToken.None));
        Assert.Equal("Élise Leroy", byName.Household.Subject.FullName);
    }

    [Fact]
    public async Task The_register_of_another_commune_does_not_know_her()
    {
        var boussu = new Commune { Id = CommuneId.New(), Slug = "boussu", Name = "Boussu", Host = "boussu.localhost", Letters = "BOU", Theme = "{}" };
        Assert.IsType<RegisterAnswer.Unknown>(await new SimulatedRegister(Repository.Path("catalogue")).HouseholdOf(boussu, Claire, Now, CancellationToken.None));
    }

    [Fact]
    public async Task The_gateway_is_asked_for_the_commune_and_the_number_and_its_answer_is_read()
    {
        using var gateway = new Gateway(_ => new(HttpStatusCode.OK)
        {
            Content = JsonContent.Create(new
            {
                subject = "85073003328",
                address = (string[])["Rue des Églantines 12", "1420 Braine-l'Alleud"],
                members = (object[])[new { number = "85073003328", given = "Claire", family = "Dubois", born = "1985-07-30", tie = "reference" }],
            }),
        });
        var answer = Assert.IsType<RegisterAnswer.Found>(await gateway.Register.HouseholdOf(Braine, Claire, Now, CancellationToken.None));
        Assert.Equal("https://register.example.org/v1/braine-lalleud/households?number=85073003328", gateway.Asked);
        Assert.Equal("Claire Dubois", answer.Household.Subject.FullName);
        Assert.Equal("register.example.org", answer.Source);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "")]
    [InlineData(HttpStatusCode.OK, "<html>not json</html>")]
    [InlineData(HttpStatusCode.OK, """{"subject":"85073003328","address":["x"],"members":[{"number":"85073003399","given":"C","family":"D","born":"1985-07-30","tie":"reference"}]}""")]
    [InlineData(HttpStatusCode.OK, """{"subject":"85073003328","address":["x"],"members":[]}""")]
    [InlineData(HttpStatusCode.OK, """{"subject":"85073003328"}""")]
    public async Task Whatever_else_it_answers_the_register_is_away_and_nothing_is_believed(HttpStatusCode status, string body)
    {
        using var gateway = new Gateway(_ => new(status) { Content = new StringContent(body, null, "application/json") });
        Assert.IsType<RegisterAnswer.Away>(await gateway.Register.HouseholdOf(Braine, Claire, Now, CancellationToken.None));
    }

    [Fact]
    public async Task Silence_is_away_and_404_is_unknown()
    {
        using var silent = new Gateway(_ => throw new HttpRequestException("nobody there"));
        Assert.IsType<RegisterAnswer.Away>(await silent.Register.HouseholdOf(Braine, Claire, Now, CancellationToken.None));
        using var unknown = new Gateway(_ => new(HttpStatusCode.NotFound));
        Assert.IsType<RegisterAnswer.Unknown>(await unknown.Register.HouseholdOf(Braine, "An", "Onbekend", new(1990, 1, 1), Now, CancellationToken.None));
    }

    /// <summary>The outside world: answers as the test says and remembers what it was asked.</summary>
    private sealed class Gateway : HttpMessageHandler
    {
        private readonly Func<HttpRequestMessage, HttpResponseMessage> _answer;

        public Gateway(Func<HttpRequestMessage, HttpResponseMessage> answer)
        {
            _answer = answer;
            Register = new(new HttpClient(this) { BaseAddress = new("https://register.example.org/v1/") });
        }

        public HttpRegister Register { get; }
        public string Asked { get; private set; } = "";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri!.ToString();
            return Task.FromResult(_answer(request));
        }
    }
}
