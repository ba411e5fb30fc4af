using System.Net;
using Perron.Queues;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

/// <summary>A ticket in the hand, on the phone, from home.</summary>
public sealed class PlaceTests
{
    [Fact]
    public async Task A_ticket_is_followed_by_its_code_alone_in_its_commune_on_its_day()
    {
        await using var portal = await HallPortal.Morning();
        var code = await (await portal.Kiosk()).TakeTicket();
        var phone = portal.Visit(portal.Braine);
        Assert.True((await phone.Open($"/ticket/{code}")).Shows("A 1") && phone.Shows("vous serez appelé"), phone.Text);
        foreach (var none in new[] { await portal.Visit(portal.Boussu).Open($"/ticket/{code}"), await portal.Visit(portal.Braine).Open("/ticket/ABCDEFGHJK"), await portal.Visit(portal.Braine).Open("/ticket/x") })
        {
            Assert.Equal(HttpStatusCode.NotFound, none.Status);
            Assert.True(none.Shows("Ce ticket n'est plus valable"), none.Text);
        }

        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.Open($"/ticket/{code}")).Status);
        Assert.True(phone.Shows("Un ticket vaut pour le jour"), phone.Text);
        var kiosk = await portal.Kiosk();
        await kiosk.TakeTicket();
        Assert.True(kiosk.Shows("A 1"), kiosk.Text); // the numbers begin anew
    }

    [Fact]
    public async Task It_is_given_back_and_then_over()
    {
        await using var portal = await HallPortal.Morning();
        var code = await (await portal.Kiosk()).TakeTicket();
        var phone = portal.Visit(portal.Braine);
        await phone.Open($"/ticket/{code}");
        await phone.Submit("Rendre mon ticket");
        Assert.True(phone.Shows("Ce ticket a été rendu."), phone.Text);
        Assert.DoesNotContain("Rendre mon ticket", phone.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_home_a_place_is_taken_put_off_twice_confirmed_in_the_hall_and_called()
    {
        await using var portal = await HallPortal.Morning();
        var (kiosk, desk) = (await portal.Kiosk(), await portal.Desk("1"));
        for (var before = 0; before < 6; before++)
        {
            await kiosk.TakeTicket();
        }

        var phone = portal.Visit(portal.Braine);
        await phone.Open("/ticket?salle=maison-communale");
        await phone.Submit("Prendre ma place");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Status); // for what?
        await phone.Submit("Prendre ma place", ("motif", "passeport"));
        var code = phone.TicketCode();
        Assert.True(phone.Shows("Votre place est gardée") && phone.Shows("A 7"), phone.Text);

        // One browser, one place.
        await phone.Open("/ticket?salle=maison-communale");
        Assert.True(phone.Shows("Vous avez déjà un ticket"), phone.Text);
        await phone.Submit("Prendre ma place", ("motif", "permis"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Status);

        await phone.Open($"/ticket/{code}");
        await phone.Submit("10 minutes de plus");
        await phone.Submit("10 minutes de plus");
        Assert.DoesNotContain("plus-tard", phone.Body, StringComparison.Ordinal);

        await kiosk.Open("/borne/maison-communale/arrivee");
        Assert.True(kiosk.Shows("A 7"), kiosk.Text);
        await kiosk.SubmitWith("ticket", code);
        Assert.Equal(code, kiosk.TicketCode());
        await kiosk.Open("/borne/maison-communale/arrivee");
        await kiosk.Post("/borne/maison-communale/arrivee", [("ticket", code), .. (await kiosk.Open("/borne/maison-communale/motif/passeport")).FieldsOf("rendre un ticket").Where(field => field.Name is "key" or "__RequestVerificationToken")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kiosk.Status); // it waits already
        Assert.True((await phone.Open($"/ticket/{code}")).Shows("Restez dans la salle"), phone.Text);
        await desk.Open("/agent/guichet/maison-communale/1");
        await desk.SubmitWith("ticket", (await portal.Events(portal.Braine)).OfType<TicketTaken>().First().Code, ("faire", "appeler"));
        Assert.True(desk.Shows("A 1"), desk.Text);
        await desk.Submit("Présent");
        await desk.Submit("Terminer");
        await desk.Post("/agent/guichet/maison-communale/1", [("ticket", code), ("faire", "appeler"), .. desk.FieldsOf("Appeler le suivant").Where(field => field.Name is "key" or "__RequestVerificationToken")]);
        Assert.True((await phone.Open($"/ticket/{code}")).Shows("C'est à vous : guichet 1"), phone.Text);
    }

    [Fact]
    public async Task Where_nobody_waits_there_is_nothing_to_gain_and_where_it_is_closed_nothing_is_given()
    {
        await using var portal = await HallPortal.Morning();
        await portal.Desk("1");
        var phone = portal.Visit(portal.Braine);
        await phone.Open("/ticket?salle=maison-communale");
        await phone.Submit("Prendre ma place", ("motif", "passeport"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Status);
        Assert.True(phone.Shows("venez directement"), phone.Text);
        portal.Clock.Advance(TimeSpan.FromHours(10));
        await phone.Submit("Prendre ma place", ("motif", "passeport"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Status);
        Assert.True((await phone.Open("/ticket?salle=maison-communale")).Shows("Fermé. Rouvre demain à 08:30."), phone.Text);
        await phone.Open("/ticket?salle=administration"); // another commune's hall: the own one is offered
        Assert.False(phone.Shows("Administration communale"));
    }
}
